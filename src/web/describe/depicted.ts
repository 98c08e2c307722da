/** Who is seen in a picture, by row and order from the left: as tags of a row. Pure. */
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
