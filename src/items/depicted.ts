/** 人物 of a photograph by row and order (DA/T 54, GB/T 11821), and the way offices write them: 前排左起：张甲（时任县长）、李乙；后排左起：王丙. Pure. */

export interface Depicted {
  name: string
  /** 身份, as it was then. */
  identity?: string | undefined
  /** 排, from the front, 1-based. Within a row the list is in order from the left. */
  row: number
  /** Where the face is, as shares of the picture's width and height from its upper left corner. */
  x?: number | undefined
  y?: number | undefined
  /** On which picture of the item; else its first. */
  objectId?: string | undefined
}

const figures = '零一二三四五六七八九十'
const inFigures = (n: number): string =>
  n <= 10
    ? figures[n]!
    : n < 20
      ? `十${figures[n - 10]}`
      : `${figures[Math.floor(n / 10)]}十${n % 10 ? figures[n % 10] : ''}`
const rowName = (row: number, rows: number): string =>
  rows === 1 ? '' : rows === 2 ? (row === 1 ? '前排' : '后排') : `第${inFigures(row)}排`

/** In the order of the rows; within one as they stand. */
export const inRows = (all: readonly Depicted[]): Depicted[][] => {
  const rows = Map.groupBy(all, ({ row }) => row)
  return [...rows.keys()].sort((a, b) => a - b).map((row) => rows.get(row)!)
}

export function depictedText(all: readonly Depicted[]): string {
  const rows = inRows(all)
  const most = Math.max(0, ...all.map(({ row }) => row))
  return rows
    .map((row) => {
      const names = row.map(({ name, identity }) => (identity ? `${name}（${identity}）` : name)).join('、')
      return `${rowName(row[0]!.row, most)}左起：${names}`
    })
    .join('；')
}

const heading =
  /^(?:(前|中|后|最后|第([一二三四五六七八九十]+|\d+)|([一二三四五六七八九十]+|\d+))排)?[（(]?(?:自左至右|自左起|从左至右|从左到右|左起|由左至右)?[）)]?[：:]\s*/
const fromFigures = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  return (text.includes('十') ? (tens ? figures.indexOf(tens) : 1) * 10 : 0) + (ones ? figures.indexOf(ones) : 0)
}

/** Reads what `depictedText` writes, and what people write like it. Names apart by 、 ， or spaces of full width; a row ends at ； or a line's end. */
export function depictedOf(text: string): Depicted[] {
  const rows = text
    .split(/[；;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const all: Depicted[] = []
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
    for (const one of part.slice(told?.[0].length ?? 0).split(/[、，,](?![^（(]*[）)])/)) {
      const found = /^(.*?)\s*(?:[（(]([^（）()]*)[）)])?$/s.exec(one.trim())
      const name = found?.[1]?.trim()
      if (!name) continue
      const identity = found?.[2]?.trim()
      all.push({ name, row, ...(identity ? { identity } : {}) })
    }
  }
  return all
}

/** Who is seen in the picture is whom the item names: names that were only there because of the picture leave with it. */
export function personsWith(
  persons: readonly string[],
  before: readonly Depicted[],
  after: readonly Depicted[],
): string[] {
  const seen = new Set(after.map(({ name }) => name))
  const gone = new Set(before.map(({ name }) => name).filter((name) => !seen.has(name)))
  return [...new Set([...persons.filter((name) => !gone.has(name)), ...seen])]
}
