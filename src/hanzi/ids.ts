/** Ideographic description sequences (Unicode 16, §18.2): ⿰亻尔 writes a character that has no code by its parts. Pure. */

/** How many parts each operator describes; two where it is not said. */
const parts: Record<string, number> = { '⿲': 3, '⿳': 3, '⿾': 1, '⿿': 1 }
const operator = /[\u2ff0-\u2fff\u31ef]/u
const component = /[\p{Script=Han}\p{Co}\u31c0-\u31e3〢〣]/u

/** UTF-16 offset behind the sequence, or behind the component, that begins at `at`; null: none does. */
function endOf(text: string, at: number): number | null {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (!operator.test(char)) return component.test(char) ? at + char.length : null
  let end: number | null = at + char.length
  for (let left = parts[char] ?? 2; left > 0 && end !== null; left--) end = endOf(text, end)
  return end
}

/** Whole sequences of a text, UTF-16 offsets; what is begun and not finished is none. */
export function describedIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let at = text.search(operator); at >= 0 && at < text.length; ) {
    const end = operator.test(text[at]!) ? endOf(text, at) : null
    if (end !== null) found.push({ start: at, end })
    const from = end ?? at + 1
    const next = text.slice(from).search(operator)
    at = next < 0 ? text.length : from + next
  }
  return found
}

/** The text with each whole sequence as `write` has it, and as `plain` has what stands between them; in their order. */
export function withDescribed(
  text: string,
  write: (sequence: string) => string,
  plain: (between: string) => string = (between) => between,
): string {
  let [made, at] = ['', 0]
  for (const { start, end } of describedIn(text)) {
    made += plain(text.slice(at, start)) + write(text.slice(start, end))
    at = end
  }
  return made + plain(text.slice(at))
}
