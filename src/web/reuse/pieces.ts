/** A passage cut where it differs from the one it is compared with. Pure. */
export interface Compared {
  is: 'changed' | 'missing' | 'added'
  ownSpan: readonly number[]
  otherSpan: readonly number[]
}
export interface Piece {
  /** Where it begins in the text. */
  start: number
  text: string
  isSame: boolean
}

/** `side`: whose text this is; what only the other has leaves nothing here. */
export function piecesOf(
  { text, start }: { text: string; start: number },
  differences: readonly Compared[],
  side: 'own' | 'other',
): Piece[] {
  const pieces: Piece[] = []
  const put = (from: number, to: number, isSame: boolean) => {
    if (to > from) pieces.push({ start: from, text: text.slice(from - start, to - start), isSame })
  }
  const spans = differences
    .map((one) => (side === 'own' ? one.ownSpan : one.otherSpan))
    .map(([from = start, to = start]) => [Math.max(from, start), Math.min(to, start + text.length)] as const)
    .sort((a, b) => a[0] - b[0])
  let at = start
  for (const [from, to] of spans) {
    if (to <= from || from < at) continue
    put(at, from, true)
    put(from, to, false)
    at = to
  }
  put(at, start + text.length, true)
  return pieces
}
