/** Who is seen in a picture, by row and order from the left: as tags of a row, as the line people print, and the caption made of the six elements. Pure. */
import type { Item } from '../api-types.ts'

export type Depicted = NonNullable<Item['depicted']>[number]

export const peopleOf = (text: string): Depicted[] => (text === '' ? [] : (JSON.parse(text) as Depicted[]))
/** One order of the keys: what is the same looks the same. */
export const peopleCell = (people: readonly Depicted[]): string =>
  people.length === 0
    ? ''
    : JSON.stringify(people.map(({ name, identity, row, x, y, objectId }) => ({ name, identity, row, x, y, objectId })))

export const tagOf = ({ name, identity }: Pick<Depicted, 'name' | 'identity'>): string =>
  identity ? `${name}（${identity}）` : name
export function personOf(tag: string): { name: string; identity?: string } | null {
  const found = /^(.*?)\s*(?:[（(]([^（）()]*)[）)])?$/s.exec(tag.trim())
  const name = found?.[1]?.trim()
  const identity = found?.[2]?.trim()
  return name ? { name: name.slice(0, 200), ...(identity ? { identity: identity.slice(0, 200) } : {}) } : null
}

export const inRow = (people: readonly Depicted[], row: number): Depicted[] => people.filter((one) => one.row === row)
export const rowsOf = (people: readonly Depicted[]): number => Math.max(1, ...people.map(({ row }) => row))

/** A row written anew: who keeps the name keeps the place in the picture. */
export function withRow(people: readonly Depicted[], row: number, tags: readonly string[]): Depicted[] {
  const known = new Map(inRow(people, row).map((one) => [one.name, one]))
  const written = tags.flatMap((tag): Depicted[] => {
    const person = personOf(tag)
    if (!person) return []
    const { x, y, objectId } = known.get(person.name) ?? {}
    return [
      { ...person, row, ...(x === undefined || y === undefined ? {} : { x, y }), ...(objectId ? { objectId } : {}) },
    ]
  })
  return sorted([...people.filter((one) => one.row !== row), ...written])
}
const sorted = (people: readonly Depicted[]): Depicted[] =>
  people
    .map((one, i) => ({ one, i }))
    .sort((a, b) => a.one.row - b.one.row || a.i - b.i)
    .map(({ one }) => one)

/** A face that was pointed at stands in its row before the first that is further to the right. */
export function withFace(people: readonly Depicted[], face: Depicted & { x: number }): Depicted[] {
  const same = people.find(({ name, row }) => name === face.name && row === face.row)
  const others = people.filter((one) => one !== same)
  const row = inRow(others, face.row)
  const before = row.findIndex(({ x }) => x !== undefined && x > face.x)
  const at = before < 0 ? row.length : before
  const whole = { ...(same?.identity && !face.identity ? { identity: same.identity } : {}), ...face }
  return sorted([...others.filter((one) => one.row !== face.row), ...row.slice(0, at), whole, ...row.slice(at)])
}

/** The row whose faces stand nearest to this height; null where none is marked. */
export function rowNear(people: readonly Depicted[], y: number): number | null {
  const marked = people.filter((one) => one.y !== undefined)
  const near = marked.sort((a, b) => Math.abs(a.y! - y) - Math.abs(b.y! - y))[0]
  return near?.row ?? null
}

const figures = '零一二三四五六七八九十'
const inFigures = (n: number): string =>
  n <= 10
    ? figures[n]!
    : n < 20
      ? `十${figures[n - 10]}`
      : `${figures[Math.floor(n / 10)]}十${n % 10 ? figures[n % 10] : ''}`
/** As it is printed, also in an English screen: it is part of the description. */
export const rowName = (row: number, rows: number): string =>
  rows === 1 ? '' : rows === 2 ? (row === 1 ? '前排' : '后排') : `第${inFigures(row)}排`

export function peopleLine(people: readonly Depicted[]): string {
  const rows = rowsOf(people)
  return Array.from({ length: rows }, (_, i) => inRow(people, i + 1))
    .filter((row) => row.length > 0)
    .map((row) => `${rowName(row[0]!.row, rows)}左起：${row.map(tagOf).join('、')}`)
    .join('；')
}

/** 时间，地点，事由。人物。背景。摄影者. What is not known is not said. */
export function captionFrom(of: {
  event: string
  time: string
  places: readonly string[]
  people: readonly Depicted[]
  persons: readonly string[]
  background: string
  photographer: string
}): string {
  const ended = (text: string) => (/[。！？…]$/.test(text) ? text : `${text}。`)
  const who = of.people.length > 0 ? peopleLine(of.people) : of.persons.join('、')
  return [
    [of.time, of.places.join('、'), of.event.replace(/。$/, '')].filter(Boolean).join('，'),
    who,
    of.background,
    of.photographer && `${of.photographer}摄`,
  ]
    .map((part) => part.trim())
    .filter(Boolean)
    .map(ended)
    .join('')
}
