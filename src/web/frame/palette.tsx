/** 直达: places, acts, what was read lately, items by title or 档号, and a search for what was typed. Keys alone reach all of it. */
// biome-ignore-all lint/a11y/useSemanticElements: a list beneath a field that names its present choice (aria-activedescendant)
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field has the focus and takes every key
// biome-ignore-all lint/a11y/useFocusableInteractive: one field has the focus
import { useQueries } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useDeferredValue, useEffect, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../api.ts'
import { keyOf, useCall } from '../queries.ts'
import { useRoles, useUser } from '../session/session.ts'
import { usePaletteWords } from '../words/palette.ts'
import { type Language, languageNow, useWords } from '../words/words.ts'
import { keepAppearance } from './appearance.ts'
import { Icon, type IconName } from './icon.tsx'
import { isComposing } from './keys.ts'
import { readLately } from './recent.ts'
import './palette.css'

const RECENT = 6
const SUGGESTED = 8

interface Choice {
  key: string
  group: 'places' | 'actions' | 'recent' | 'items' | 'search'
  icon: IconName
  label: string
  note?: string
  /** What else it is found by. */
  also?: string
  act: () => void
}

/** Every word of what was typed stands in it. */
const fits = (choice: Choice, typed: string): boolean => {
  const within = `${choice.label} ${choice.also ?? ''} ${choice.note ?? ''}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word))
}

/** Items read lately that may still be read. */
function useRecent(go: (to: string) => void): Choice[] {
  const words = useWords()
  const { id: userId } = useUser()
  const found = useQueries({
    queries: readLately(userId)
      .slice(0, RECENT)
      .map((id) => {
        const asked = { path: { id } }
        return {
          queryKey: keyOf('get /items/{id}', asked),
          queryFn: ({ signal }: { signal: AbortSignal }) => call('get /items/{id}', asked, { signal }),
          retry: false,
        }
      }),
  })
  return found.flatMap(({ data }) =>
    data
      ? [
          {
            key: `recent ${data.id}`,
            group: 'recent' as const,
            icon: 'clock' as const,
            label: data.title,
            note: data.referenceCode ?? words.kinds[data.kind] ?? '',
            act: () => go(`/items/${data.id}`),
          },
        ]
      : [],
  )
}

export function Palette({
  close,
  showKeys,
  setLanguage,
  signOut,
}: {
  close: () => void
  showKeys: () => void
  setLanguage: (to: Language) => void
  signOut: () => void
}) {
  const words = useWords()
  const own = usePaletteWords()
  const navigate = useNavigate()
  const { isArchivist, isEditor, isAdmin } = useRoles()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const typed = text.trim()
  const rested = useDeferredValue(typed)
  const go = (to: string) => void navigate(to)
  const recent = useRecent(go)
  const suggested = useCall('get /search/suggest', { query: { q: rested } }, { enabled: rested !== '', keep: true })

  const place = (name: keyof typeof own.places, to: string, icon: IconName): Choice => {
    const [label = '', also = ''] = own.places[name]
    return { key: name, group: 'places', icon, label, also, act: () => go(to) }
  }
  const action = (name: keyof typeof own.actions, icon: IconName, act: () => void): Choice => {
    const [label = '', also = ''] = own.actions[name]
    return { key: name, group: 'actions', icon, label, also, act }
  }
  const places: Choice[] = [
    place('home', '/', 'home'),
    ...(isArchivist ? [place('accessions', '/accessions', 'inbox')] : []),
    place('search', '/search', 'search'),
    place('baskets', '/baskets', 'basket'),
    ...(isEditor ? [place('volumes', '/volumes', 'book')] : []),
    ...(isArchivist || isEditor
      ? [place('topics', '/topics', 'bookmark'), place('submissions', '/submissions', 'inbox')]
      : []),
    place('reports', '/reports', 'flag'),
    place('wall', '/search?view=wall', 'picture'),
    ...(isArchivist
      ? [
          place('describe', '/describe', 'list'),
          place('reuse', '/reuse', 'copy'),
          place('toReturn', '/accessions?state=to-return', 'inbox'),
          place('condition', '/admin/condition', 'shield'),
          place('statistics', '/admin/statistics', 'shield'),
          place('useRegister', '/admin/requests', 'shield'),
        ]
      : []),
    place('jobs', '/admin/jobs', 'clock'),
    ...(isAdmin
      ? [
          place('users', '/admin/users', 'person'),
          place('audit', '/admin/audit', 'shield'),
          place('settings', '/admin/settings', 'settings'),
          place('periods', '/admin/settings?table=periods', 'settings'),
          place('eras', '/admin/settings?table=eras', 'settings'),
        ]
      : []),
    place('tokens', '/admin/tokens', 'shield'),
  ]
  const actions: Choice[] = [
    ...(isArchivist
      ? [
          action('register', 'plus', () => go('/accessions?new=1')),
          action('requests', 'person', () => go('/?requests=1')),
        ]
      : []),
    action('keys', 'list', showKeys),
    action('light', 'moon', () => keepAppearance('light')),
    action('dark', 'moon', () => keepAppearance('dark')),
    action('auto', 'moon', () => keepAppearance('auto')),
    action('language', 'language', () => setLanguage(languageNow() === 'en' ? 'zh-CN' : 'en')),
    action('signOut', 'right', signOut),
  ]
  const search: Choice = {
    key: 'search-typed',
    group: 'search',
    icon: 'search',
    label: own.search(typed),
    act: () => go(`/search?q=${encodeURIComponent(typed)}`),
  }
  const items = (rested === typed ? (suggested.data?.suggestions ?? []) : []).slice(0, SUGGESTED).map(
    ({ kind, text: label, itemId, count }): Choice => ({
      key: `${kind} ${itemId ?? ''} ${label}`,
      group: 'items',
      icon: itemId ? 'file' : 'search',
      label,
      note: `${words.search.suggestions[kind] ?? kind}${itemId ? '' : ` ${words.items(count)}`}`,
      act: () => go(itemId ? `/items/${itemId}` : `/search?q=${encodeURIComponent(label)}`),
    }),
  )
  // What was typed in full is what is meant.
  const isExact = items.some(({ label }) => label === typed)
  const known = [...places, ...actions, ...recent].filter((choice) => fits(choice, typed))
  const choices =
    typed === ''
      ? [...recent, ...places, ...actions]
      : isExact
        ? [...items, search, ...known]
        : [...known, search, ...items]
  const current = Math.min(at, choices.length - 1)

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])
  const take = (choice: Choice | undefined) => {
    if (!choice) return
    close()
    choice.act()
  }
  const press = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = steps[event.key]
    if (step !== undefined) {
      const last = choices.length - 1
      const isOne = Math.abs(step) === 1
      setAt(isOne ? (current + step + choices.length) % choices.length : Math.max(0, Math.min(last, current + step)))
    } else if (event.key === 'Enter') take(choices[current])
    else return
    event.preventDefault()
  }
  return (
    <Modal
      open
      width={640}
      className="palette"
      title={<span className="hidden-but-read">{own.title}</span>}
      footer={null}
      closable={false}
      onCancel={close}
      transitionName=""
      maskTransitionName=""
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        role="combobox"
        aria-label={own.label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `${id}-${current}` : undefined}
        placeholder={own.placeholder}
        prefix={<Icon name="search" />}
        maxLength={200}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} role="listbox" aria-label={own.title} className="palette-list">
        {choices.map((choice, i) => (
          <div key={choice.key} role="presentation">
            {choices[i - 1]?.group !== choice.group && (
              <p className="palette-group" role="presentation">
                {own.groups[choice.group]}
              </p>
            )}
            <div
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === current}
              className="palette-choice"
              onMouseMove={() => i !== current && setAt(i)}
              onClick={() => take(choice)}
            >
              <Icon name={choice.icon} />
              <span
                className={`ellipsis ${choice.group === 'recent' || choice.group === 'items' ? 'song as-written' : ''}`}
              >
                {choice.label}
              </span>
              {choice.note && <span className="small quiet as-written">{choice.note}</span>}
            </div>
          </div>
        ))}
      </div>
      <p className="palette-foot small quiet">
        {own.hint.map(([key, meaning]) => (
          <span key={key}>
            <kbd>{key}</kbd> {meaning}
          </span>
        ))}
        <span className="hidden-but-read" role="status">
          {own.found(choices.length)}
        </span>
      </p>
    </Modal>
  )
}
