/** Facets with exact counts, and the years the hits come from. */
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { AnswerOf } from '../api.ts'
import { isComposing } from '../frame/keys.ts'
import { useWords } from '../words/words.ts'
import { type Asking, type Chosen, chosen, isFiltered, isYear } from './asking.ts'

type Facet = { value: string; label: string; count: number }[]
const FEW = 6
/** As many as can be told apart. */
const MOST_DECADES = 40
const MOST_LABELS = 5

function Choice({
  name,
  values,
  picked,
  pick,
}: {
  name: Chosen
  values: Facet
  picked: readonly string[]
  pick: (values: string[]) => void
}) {
  const words = useWords()
  const [showsAll, setShowsAll] = useState(false)
  // What is picked stays in sight even where nothing has it any more.
  const gone = picked.filter((value) => !values.some((one) => one.value === value))
  const all = [...gone.map((value) => ({ value, label: value, count: 0 })), ...values]
  const shown = showsAll ? all : all.slice(0, Math.max(FEW, gone.length))
  if (all.length === 0) return null
  return (
    <section>
      <h2>{words.search.facets[name]}</h2>
      <ul>
        {shown.map(({ value, label, count }) => (
          <li key={value}>
            <label>
              <input
                type="checkbox"
                checked={picked.includes(value)}
                onChange={({ target }) =>
                  pick(target.checked ? [...picked, value] : picked.filter((one) => one !== value))
                }
              />
              <span className="ellipsis">{label}</span>
              <span className="quiet facet-count">{words.number(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {all.length > FEW && (
        <Button type="link" size="small" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.search.showFewer : words.search.showMore(all.length - FEW)}
        </Button>
      )}
    </section>
  )
}

function Years({ decades, asking, change }: { decades: Facet; asking: Asking; change: (to: Partial<Asking>) => void }) {
  const words = useWords()
  const [from, setFrom] = useState(asking.from)
  const [to, setTo] = useState(asking.to)
  /** Said when it is to be applied, not while it is written. */
  const [isJudged, setIsJudged] = useState(true)
  useEffect(() => {
    setFrom(asking.from)
    setTo(asking.to)
  }, [asking.from, asking.to])
  const dated = decades
    .map(({ value, label, count }) => ({ value: Number(value), label, count }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value)
  const most = Math.max(1, ...dated.map(({ count }) => count))
  const isWrong = (text: string) => isJudged && !isYear(text)
  const apply = () => {
    setIsJudged(true)
    if (isYear(from) && isYear(to)) change({ from: from.trim(), to: to.trim() })
  }
  // A decade from which there is nothing stands between the others as what it is.
  const [first, last] = [dated[0]?.value ?? 0, dated.at(-1)?.value ?? 0]
  const counted = new Map(dated.map((one) => [one.value, one]))
  const shown =
    last - first > 10 * MOST_DECADES
      ? dated
      : Array.from({ length: dated.length && (last - first) / 10 + 1 }, (_, i) => {
          const value = first + i * 10
          return counted.get(value) ?? { value, label: '', count: 0 }
        })
  const box = (label: string, value: string, whole: number | undefined, set: (value: string) => void) => (
    <Input
      size="small"
      placeholder={whole === undefined ? '' : String(whole)}
      aria-label={`${label}（${words.search.years}）`}
      value={value}
      maxLength={20}
      status={isWrong(value) ? 'error' : ''}
      aria-invalid={isWrong(value)}
      onChange={({ target }) => {
        setIsJudged(false)
        set(target.value)
      }}
      onPressEnter={(event) => !isComposing(event) && apply()}
      onBlur={() => (from !== asking.from || to !== asking.to) && apply()}
    />
  )
  return (
    <section>
      <h2>{words.search.facets.decade}</h2>
      {dated.length > 0 && (
        <ul className="histogram">
          {shown.map(({ value, label, count }) => (
            <li key={value}>
              {count > 0 && (
                <button
                  type="button"
                  aria-label={words.search.decade(label, count)}
                  title={words.search.decade(label, count)}
                  onClick={() => change({ from: String(value), to: String(value + 9) })}
                >
                  <i style={{ height: `${Math.max(8, (count / most) * 100)}%` }} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {dated.length > 1 && (
        <p className="axis quiet" aria-hidden="true">
          {shown.map(({ value }, i) => (
            <span key={value}>{i % Math.ceil(shown.length / MOST_LABELS) === 0 && value}</span>
          ))}
        </p>
      )}
      <div className="year-range">
        {box(words.search.from, from, dated[0]?.value, setFrom)}
        <span className="quiet">{words.search.until}</span>
        {box(words.search.to, to, dated.length ? last + 9 : undefined, setTo)}
      </div>
      {(isWrong(from) || isWrong(to)) && (
        <p className="small year-wrong" role="alert">
          {words.search.noYear}
        </p>
      )}
    </section>
  )
}

export function Facets({
  facets,
  asking,
  change,
}: {
  facets: AnswerOf<'get /search'>['facets']
  asking: Asking
  change: (to: Partial<Asking>) => void
}) {
  const words = useWords()
  const none = { from: '', to: '', ...Object.fromEntries(chosen.map((name) => [name, []])) }
  return (
    <>
      {isFiltered(asking) && (
        <Button type="link" size="small" className="clear-filters" onClick={() => change(none)}>
          {words.search.clearFilters}
        </Button>
      )}
      <Choice name="kind" values={facets.kind ?? []} picked={asking.kind} pick={(kind) => change({ kind })} />
      <Years decades={facets.decade ?? []} asking={asking} change={change} />
      {chosen.slice(1).map((name) => (
        <Choice
          key={name}
          name={name}
          // Who does not receive is not told what accessions are called: a code by itself is no choice.
          values={(facets[name] ?? []).filter(({ value, label }) => name !== 'accession' || label !== value)}
          picked={asking[name]}
          pick={(values) => change({ [name]: values })}
        />
      ))}
    </>
  )
}
