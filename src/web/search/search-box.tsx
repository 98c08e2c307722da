/** The one box: Chinese, pinyin, reference codes; suggestions below; the switches that unite written forms beside it. */
import { AutoComplete, Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { named } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { type Keep, keepNames } from './asking.ts'

/** The value once it has rested for `ms`. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}

export function SearchBox({
  q,
  keep,
  ask,
  setKeep,
}: {
  q: string
  keep: readonly Keep[]
  ask: (q: string) => void
  setKeep: (keep: Keep[]) => void
}) {
  const words = useWords()
  const go = useNavigate()
  const [text, setText] = useState(q)
  const [isComposingText, setIsComposingText] = useState(false)
  const [isTyping, setIsTyping] = useState(false)
  useEffect(() => setText(q), [q])
  const rested = useRested(text.trim(), 150)
  const wanted = isTyping && !isComposingText && rested !== '' && rested !== q
  const suggested = useCall('get /search/suggest', { query: { q: rested } }, { enabled: wanted, keep: true })
  const options = (wanted ? (suggested.data?.suggestions ?? []) : []).map(({ kind, text: label, itemId, count }) => ({
    value: `${kind} ${itemId ?? ''} ${label}`,
    text: label,
    itemId,
    label: (
      <span className="suggestion">
        <span className="quiet small">{words.search.suggestions[kind] ?? kind}</span>
        <span className="song ellipsis">{label}</span>
        {itemId === null && <span className="quiet small">{words.items(count)}</span>}
      </span>
    ),
  }))
  const isOpen = isTyping && options.length > 0
  /** Arrows led to a suggestion: one the mouse only passed over is no choice. */
  const isLed = useRef(false)
  const submit = (value: string) => {
    setIsTyping(false)
    ask(value.trim())
  }
  const switches = (
    <fieldset className="switches">
      <legend className="hidden-but-read">{words.search.switches}</legend>
      {keepNames.map((name) => {
        const isUnited = !keep.includes(name)
        const label = words.search.keep[name]
        return (
          <Button
            key={name}
            type="text"
            size="small"
            aria-pressed={isUnited}
            title={words.search.keepHint(label, isUnited)}
            className={`${isUnited ? 'is-united' : ''} ${name === 'script' || name === 'variants' ? '' : 'wide-only'}`}
            icon={isUnited ? <Icon name="check" /> : undefined}
            onClick={() => setKeep(isUnited ? [...keep, name] : keep.filter((one) => one !== name))}
          >
            {label}
          </Button>
        )
      })}
    </fieldset>
  )
  return (
    <search className="search-box">
      <AutoComplete
        popupRender={(list) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by the mouse here, it is only noticed
          <div
            onMouseMove={({ movementX, movementY }) => {
              if (movementX || movementY) isLed.current = false
            }}
          >
            {named(list)}
          </div>
        )}
        value={text}
        options={options}
        open={isOpen}
        defaultActiveFirstOption={false}
        onSelect={(_, { itemId, text: label }) => (itemId ? go(`/items/${itemId}`) : submit(label))}
        onBlur={() => setIsTyping(false)}
        classNames={{ popup: { root: 'search-suggestions' } }}
        className="search-complete"
      >
        <Input
          size="large"
          aria-label={words.search.label}
          placeholder={words.search.placeholder}
          autoFocus={q === ''}
          maxLength={8000}
          spellCheck={false}
          enterKeyHint="search"
          prefix={<Icon name="search" />}
          suffix={
            <>
              {text && (
                <Button
                  type="text"
                  size="small"
                  aria-label={words.search.clear}
                  icon={<Icon name="close" />}
                  onClick={() => setText('')}
                />
              )}
              {switches}
            </>
          }
          onChange={({ target }) => {
            isLed.current = false
            setIsTyping(true)
            setText(target.value)
          }}
          onCompositionStart={() => setIsComposingText(true)}
          onCompositionEnd={() => setIsComposingText(false)}
          // Before the list sees it, which would take what the mouse passed over.
          onKeyDownCapture={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Escape') setIsTyping(false)
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') isLed.current = true
            // Other suggestions may have come meanwhile, and none of them be chosen.
            const isChosen =
              isLed.current && document.querySelector('.search-suggestions .ant-select-item-option-active')
            if (event.key !== 'Enter' || (isOpen && isChosen)) return
            event.stopPropagation()
            submit(text)
          }}
        />
      </AutoComplete>
      <Button className="wide-only" type="primary" size="large" onClick={() => submit(text)}>
        {words.search.submit}
      </Button>
    </search>
  )
}
