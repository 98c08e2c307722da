/** 素材: what a chapter may be made of, from a search or from a basket; dragged into the outline, or put there with a press. */
import { Checkbox, Input, Tabs } from 'antd'
import { useState } from 'react'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useSubmissionWords } from '../words/submissions.ts'
import { useWords } from '../words/words.ts'
import type { Material } from './add-chapter.ts'
import { FromHeld, HeldAlso, useHeldCount } from './held-material.tsx'
import { Pieces, type Shown, type Use } from './pieces.tsx'
import type { Volume } from './volume-form.tsx'

const LAST = 'wenshi.basket'
const SIZE = 30

interface From {
  use: Use
  add: (material: Material) => void
  /** At what is held and says so. */
  look: (words: string) => void
}

function FromBasket({ use, add, look }: From) {
  const own = usePublicationWords().material
  const baskets = useCall('get /baskets', { query: { size: 200 } })
  const [wanted, setWanted] = useState(() => localStorage.getItem(LAST))
  const [sought, setSought] = useState('')
  const [unusedOnly, setUnusedOnly] = useState(false)
  const all = baskets.data?.items ?? []
  const basket = all.find(({ id }) => id === wanted) ?? all[0]
  const entries = useCall(
    'get /baskets/{id}/entries',
    { path: { id: basket?.id ?? '' }, query: { size: 200 } },
    { enabled: basket !== undefined },
  )
  if (!basket) return <p className="quiet small">{baskets.isPending ? '' : own.noBasket}</p>
  const inBasket = (entries.data?.items ?? []).filter(({ item }) => item !== null)
  const pieces = inBasket
    .filter(({ item, quote, note, citation }) =>
      `${item?.title}\n${quote}\n${note}\n${citation}`.includes(sought.trim()),
    )
    .filter(({ itemId }) => !unusedOnly || !use.volume.has(itemId))
    .map(({ id, itemId, item, quote, note, citation, textRevision, start, end }): Shown => {
      const place = textRevision !== null && start !== null && end !== null ? { textRevision, start, end } : null
      return {
        key: id,
        itemId,
        title: item?.title ?? '',
        quote: quote || note,
        facts: citation,
        place,
      }
    })
  return (
    <>
      {all.length > 1 && (
        <Select
          size="small"
          aria-label={own.basket}
          value={basket.id}
          onChange={(id) => {
            localStorage.setItem(LAST, id)
            setWanted(id)
          }}
          options={all.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <Input
        prefix={<Icon name="search" />}
        aria-label={own.filter(basket.title)}
        placeholder={own.filter(basket.title)}
        allowClear
        value={sought}
        onChange={({ target }) => setSought(target.value)}
      />
      <Checkbox checked={unusedOnly} onChange={({ target }) => setUnusedOnly(target.checked)}>
        {own.unusedOnly}
      </Checkbox>
      {entries.data && (
        <Pieces
          pieces={pieces}
          use={use}
          add={add}
          none={inBasket.length === 0 ? own.empty : unusedOnly && sought === '' ? own.noneLeft : own.none}
        />
      )}
      <HeldAlso words={basket.title} look={look} />
    </>
  )
}

type Kind = 'text' | 'photograph' | 'scan'

function FromSearch({ use, kinds, add, look }: From & { kinds: Kind[] }) {
  const own = usePublicationWords().material
  const [q, setQ] = useState('')
  const found = useCall('get /search', { query: { q, size: SIZE, kind: kinds } }, { enabled: q !== '', keep: true })
  const hits = q === '' ? [] : (found.data?.hits ?? [])
  return (
    <>
      <Input.Search
        prefix={<Icon name="search" />}
        aria-label={own.searchHint}
        placeholder={own.searchHint}
        loading={found.isFetching}
        onPressEnter={(event) => {
          if (!isComposing(event)) setQ(event.currentTarget.value.trim())
        }}
        onSearch={(value, _, info) => {
          if (info?.source !== 'input') setQ(value.trim())
        }}
      />
      {found.error && q !== '' && <p className="bad small">{found.error.message}</p>}
      {q === '' ? (
        <p className="quiet small">{own.searchLead}</p>
      ) : (
        found.data && (
          <Pieces
            pieces={hits.map(
              ({ item, snippets }): Shown => ({
                key: item.id,
                itemId: item.id,
                title: item.title,
                quote: snippets[0]?.text ?? '',
                facts: [item.creators.join('，'), item.date?.text].filter(Boolean).join('，'),
                place: null,
              }),
            )}
            use={use}
            add={add}
            none={own.none}
          />
        )
      )}
      {found.data && q !== '' && found.data.total > hits.length && (
        <p className="quiet small">{own.more(hits.length, found.data.total)}</p>
      )}
      {q !== '' && <HeldAlso words={q} look={look} />}
    </>
  )
}

const tabs = ['search', 'basket', 'held'] as const
type Tab = (typeof tabs)[number]

export function MaterialPane({
  volume,
  use,
  kinds,
  add,
}: {
  volume: Volume
  use: Use
  /** What a search looks for. */
  kinds: Kind[]
  add: (material: Material) => void
}) {
  const words = useWords()
  const own = usePublicationWords().material
  const held = useSubmissionWords().held
  const [tab, setTab] = useState<Tab>('basket')
  const [said, setSaid] = useState('')
  const count = useHeldCount(volume)
  const look = (to: string) => {
    setSaid(to)
    setTab('held')
  }
  const rooms = {
    search: <FromSearch use={use} kinds={kinds} add={add} look={look} />,
    basket: <FromBasket use={use} add={add} look={look} />,
    held: <FromHeld key={said} volume={volume} said={said} use={use} add={add} />,
  }
  const names = { ...own.tabs, held: held.tab }
  return (
    <section className="material-pane" aria-label={own.label}>
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(tabs.find((one) => one === key) ?? 'basket')}
        items={tabs.map((key) => ({
          key,
          label: (
            <span>
              {names[key]} {key === 'held' && count !== null && <span className="count">{words.number(count)}</span>}
            </span>
          ),
          children: <div className="material-body">{rooms[key]}</div>,
        }))}
      />
    </section>
  )
}
