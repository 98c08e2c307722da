/** What is offered beneath the cell that is being written: how its date reads, names of the authority lists, words in use. */
// biome-ignore-all lint/a11y/useSemanticElements: rows exist only in sight and are placed freely, which a table's cannot be
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys reach it through the field that names it (aria-activedescendant)
// biome-ignore-all lint/a11y/useFocusableInteractive: one field has the focus and takes every key
import { useEffect, useState } from 'react'
import { spoken } from '../frame/days.ts'
import { useCall } from '../queries.ts'
import { useWords, type Words } from '../words/describe.ts'
import { type Cell, type Column, labelsOf, type Read } from './cells.ts'
import { asLunar, yearAlone } from './date-choices.ts'
import { namesOf, namesText } from './names.ts'
import { useReading } from './resolved.ts'

export interface Option {
  key: string
  label: string
  note?: string
  /** What stands in the cell when it is chosen. */
  cell: Cell
  /** More may follow it: the cell stays open. */
  goesOn?: boolean
}
export interface Offered {
  /** Told above the options. */
  heading?: { title: string; tag?: string; note?: string; isWrong?: boolean }
  options: Option[]
  /** Chosen unless another one is. */
  first: number
}

/** As it was a moment ago: what is being typed is not asked for letter by letter. */
function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return rested
}

export const daysOf = (words: Words, read: Pick<Read, 'start' | 'end'>): string => {
  const told = spoken(read)
  return told ? words.describe.dates.spoken(told.fine, told.start, told.end) : ''
}

function useDates(isOn: boolean, typed: string, above: string): Offered {
  const words = useWords()
  const { dates } = words.describe
  const text = useRested(typed.trim(), 150)
  const lunarText = isOn ? asLunar(text) : null
  const main = useReading(text, isOn)
  const lunar = useReading(lunarText ?? '', lunarText !== null)
  const isYearless = main.data?.refusal === 'needs-year' && above !== ''
  const following = useReading(text, isOn && isYearless, above)
  if (!isOn || text === '' || main.data?.text !== text) return { options: [], first: -1 }
  const { date, refusal } = main.data
  const option = (key: string, label: string, read: Read): Option => ({
    key,
    label,
    note: daysOf(words, read),
    cell: { text, read },
  })
  const plain = ({ edtf, calendar, start, end }: Read): Read => ({ edtf, calendar, start, end })
  if (!date) {
    const next = isYearless ? following.data?.date : null
    return {
      heading: { title: dates.unreadable, note: (refusal && dates.refusals[refusal]) ?? '', isWrong: true },
      options: next ? [option('following', dates.afterRowAbove(above), plain(next))] : [],
      first: -1,
    }
  }
  const read = plain(date)
  const options: Option[] = [{ key: 'written', label: dates.asWritten, note: daysOf(words, read), cell: { text } }]
  const other = lunar.data?.text === lunarText ? lunar.data?.date : null
  if (other && (other.start !== read.start || other.end !== read.end))
    options.push(option('lunar', dates.lunar, plain(other)))
  const year = yearAlone(read)
  if (year) options.push(option('year', dates.yearOnly, year))
  const remarks = date.remarks.map((remark) => dates.remarks[remark] ?? remark)
  return {
    heading: {
      title: daysOf(words, read) || read.edtf || '',
      tag: dates.calendars[read.calendar ?? ''] ?? '',
      note: [...remarks, dates.kept].join('；'),
    },
    options: options.length > 1 ? options : [],
    first: options.length > 1 ? 0 : -1,
  }
}

const authorityKind: Record<string, 'person' | 'place' | 'term' | undefined> = {
  persons: 'person',
  places: 'place',
  subjects: 'term',
  photographer: 'person',
}
const most = 8

/** Names of the authority lists, and those in use in these rows, that go on with what was typed last. */
function useNames(column: Column, isOn: boolean, typed: string, known: readonly string[]): Offered {
  const isList = column.kind === 'names'
  const tail = isList ? (/[^；;、\n]*$/.exec(typed)?.[0] ?? '') : typed
  const last = tail.trim()
  const before = namesOf(typed.slice(0, typed.length - tail.length))
  const q = useRested(last, 150)
  const kind = authorityKind[column.field]
  const isAsked = isOn && q !== '' && (kind !== undefined || column.field === 'creators')
  const query = { q, size: most, ...(kind ? { kind } : {}) }
  const found = useCall('get /authorities', { query }, { enabled: isAsked, staleTime: 60_000, keep: true })
  if (!isOn) return { options: [], first: -1 }
  const listed = isAsked ? (found.data?.items ?? []) : []
  const used = known.filter((one) => one !== last && (last === '' ? !isList : one.includes(last))).slice(0, most)
  const byName = new Map<string, string>()
  for (const { name, aliases, existence } of listed)
    byName.set(
      name,
      [
        existence?.text,
        aliases
          .map((alias) => alias.name)
          .slice(0, 3)
          .join('、'),
      ]
        .filter(Boolean)
        .join(' '),
    )
  for (const one of used) if (!byName.has(one)) byName.set(one, '')
  const options = [...byName].slice(0, most).map(([name, note]) => ({
    key: name,
    label: name,
    note,
    cell: { text: isList ? `${namesText([...before, name])}；` : name },
    goesOn: isList,
  }))
  return { options, first: -1 }
}

export function useOptions(
  column: Column,
  isOn: boolean,
  typed: string,
  around: { above: string; known: readonly string[] },
): Offered {
  const words = useWords()
  const isDate = column.kind === 'date'
  const isChoice = column.kind === 'choice'
  const dates = useDates(isOn && isDate, typed, around.above)
  const names = useNames(column, isOn && !isDate && !isChoice && column.kind !== 'text', typed, around.known)
  if (isDate) return dates
  if (!isChoice) return names
  if (!isOn) return { options: [], first: -1 }
  const labels = labelsOf(column, words)
  const options = (column.choices ?? []).map((one) => ({ key: one, label: labels[one] ?? one, cell: { text: one } }))
  return { options, first: options.findIndex(({ label }) => typed !== '' && label.startsWith(typed.trim())) }
}

/** Which option the keys are at. It is kept by what it is: other options may arrive meanwhile. */
export function useChoice({ options, first }: Offered) {
  const [chosen, setChosen] = useState<string | null>(null)
  const at = options.findIndex(({ key }) => key === chosen)
  const choice = at === -1 ? Math.min(first, options.length - 1) : at
  return {
    choice,
    move: (by: number) => setChosen(options[Math.min(Math.max(choice + by, first), options.length - 1)]?.key ?? null),
    clear: () => setChosen(null),
  }
}

export function OptionList({
  id,
  offered,
  chosen,
  choose,
  style,
}: {
  id: string
  offered: Offered
  chosen: number
  choose: (option: Option) => void
  style: React.CSSProperties
}) {
  const words = useWords()
  const { heading, options } = offered
  return (
    <div className="cell-options" style={style} onPointerDown={(event) => event.preventDefault()}>
      {heading && (
        <p className={heading.isWrong ? 'bad' : ''} role="status">
          <strong>{heading.title}</strong>
          {heading.tag && <span className="cell-tag">{heading.tag}</span>}
          {heading.note && <small>{heading.note}</small>}
        </p>
      )}
      {options.length > 0 && (
        // Keys reach it through the field that names it (aria-activedescendant).
        <div role="listbox" id={id} aria-label={words.describe.offered}>
          {options.map((option, i) => (
            <div
              key={option.key}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === chosen}
              className={i === chosen ? 'is-chosen' : ''}
              onClick={() => choose(option)}
            >
              <span className="ellipsis as-written">{option.label}</span>
              <small className="ellipsis">{option.note}</small>
              <kbd>{i === chosen ? 'Enter' : i > chosen ? '↓' : '↑'}</kbd>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
