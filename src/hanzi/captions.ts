/**
 * 图说 of a photograph from its six elements (GB/T 11821-2002: 事由、时间、地点、人物、背景、摄影者), and its people by row and order from the left, as
 * offices write them: 前排左起：张甲（时任县长）、李乙；后排左起：王丙、佚名。 Pure; the one rule of server and client.
 */

export interface InPicture {
  name: string
  /** 身份, as it was then. */
  identity?: string | undefined
  /** 排, from the front, 1-based. Within a row the list is in order from the left. */
  row: number
}

const figures = '零一二三四五六七八九十'
const inFigures = (n: number): string =>
  n <= 10
    ? figures[n]!
    : n < 20
      ? `十${figures[n - 10]}`
      : `${figures[Math.floor(n / 10)]}十${n % 10 ? figures[n % 10] : ''}`
const few: Record<number, readonly string[]> = { 1: [''], 2: ['前排', '后排'], 3: ['前排', '中排', '后排'] }

/** Of row `row` of `rows`, which are all there. */
export const rowName = (row: number, rows: number): string => few[rows]?.[row - 1] ?? `第${inFigures(row)}排`

/** In the order of the rows; within one as they stand. */
export const inRows = <One extends { row: number }>(all: readonly One[]): One[][] => {
  const rows = Map.groupBy(all, ({ row }) => row)
  return [...rows.keys()].sort((a, b) => a - b).map((row) => rows.get(row)!)
}

/** Brackets within brackets are 〔〕 (GB/T 15834). */
const personText = ({ name, identity }: Pick<InPicture, 'name' | 'identity'>): string => {
  const inner = identity?.replace(/[（(]/g, '〔').replace(/[）)]/g, '〕')
  return `${name}${inner ? `（${inner}）` : ''}`
}

/** One alone in his row is not counted off. A row of which nobody is named between rows that are keeps the others’ numbers. '' for nobody. */
export function peopleLine(all: readonly InPicture[]): string {
  const rows = inRows(all)
  const isWhole = rows.every(([first], i) => first!.row === i + 1)
  return rows
    .map((row) => {
      const name = rowName(row[0]!.row, isWhole ? rows.length : Number.POSITIVE_INFINITY)
      const place = `${name}${row.length > 1 ? '左起' : ''}`
      return `${place}${place && '：'}${row.map(personText).join('、')}`
    })
    .join('；')
}

const heading =
  /^(?:(前|中|后|最后|第([一二三四五六七八九十]+|\d+)|([一二三四五六七八九十]+|\d+))排)?[（(]?(?:[坐站立蹲][者姿]?)?[）)]?[（(]?(自左至右|自左起|从左至右|从左到右|左起|由左至右|自右至左|自右起|从右至左|从右到左|由右至左|右起)?[）)]?[：:]\s*/
const fromFigures = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  return (text.includes('十') ? (tens ? figures.indexOf(tens) : 1) * 10 : 0) + (ones ? figures.indexOf(ones) : 0)
}

/**
 * Reads what `peopleLine` writes, and what people write like it. Names apart by 、 or ，; a row ends at ； or a line's end. Written from the right, as
 * old prints have it, it is turned round.
 */
export function peopleOfLine(text: string): InPicture[] {
  const rows = text
    .split(/[；;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const all: InPicture[] = []
  for (const [i, part] of rows.entries()) {
    const told = heading.exec(part)
    const place = told?.[1]
    const figure = told?.[2] ?? told?.[3]
    const row =
      place === '前'
        ? 1
        : figure
          ? fromFigures(figure)
          : place === '中'
            ? 2
            : Math.max(i + 1, (all.at(-1)?.row ?? 0) + 1)
    const names = part.slice(told?.[0].length ?? 0).split(/[、，,](?![^（(]*[）)])/)
    for (const one of told?.[4]?.startsWith('右') || told?.[4]?.[1] === '右' ? names.reverse() : names) {
      const found = /^(.*?)\s*(?:[（(]([^（）()]*)[）)])?$/s.exec(one.trim())
      const name = found?.[1]?.trim()
      if (!name) continue
      const identity = found?.[2]?.trim()
      all.push({ name, row, ...(identity ? { identity } : {}) })
    }
  }
  return all
}

/** Nobody knows who it is: the place in the row is kept, so that the others can be counted off. */
const UNKNOWN = '佚名'
const isUnknown = (name: string) => /^(?:佚名|不详|未详|姓名不详|无考|待考|待查|未知|[?？□×〇]+)$/.test(name)

const asPrinted = (one: InPicture): InPicture => (isUnknown(one.name) ? { ...one, name: UNKNOWN } : one)

/** 时间，地点，事由。人物。背景。摄影者. What is not known is not said; '' for each. */
export function captionFrom(of: {
  event: string
  time: string
  places: readonly string[]
  people: readonly InPicture[]
  /** Who is in it, where nobody says in which place. */
  persons: readonly string[]
  background: string
  photographer: string
}): string {
  const ended = (text: string) => (/[。！？…]$/.test(text) ? text : `${text}。`)
  const known = of.people.filter(({ name }) => !isUnknown(name))
  const who =
    known.length > 0 ? peopleLine(of.people.map(asPrinted)) : of.persons.filter((name) => !isUnknown(name)).join('、')
  return [
    [of.time, of.places.join('、'), of.event.replace(/。$/, '')].filter(Boolean).join('，'),
    who,
    of.background,
    of.photographer && !isUnknown(of.photographer) ? `${of.photographer}摄` : '',
  ]
    .map((part) => part.trim())
    .filter(Boolean)
    .map(ended)
    .join('')
}
