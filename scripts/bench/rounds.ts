/** Both sides alternate in one run, so that a noisy machine disturbs them alike; only the ratio is worth trusting (performance.md). */
export interface Row {
  what: string
  ours: number
  reference: number
  unit: string
  /** ours / reference, median over the rounds; with `isDifference` ours − reference. */
  ratio: number
  /** The lowest and the highest ratio of the rounds. */
  range?: readonly [number, number]
  isDifference?: boolean
  /** The most, or the least, that the ratio or the difference should be. */
  goal: { atMost: number } | { atLeast: number }
  note?: string
}

/** So many that are wrong, of so many; there should be none. */
export const none = (what: string, wrong: number, of: number, unit: string): Row => ({
  ...{ what, ours: wrong, reference: of, unit, ratio: wrong / of, goal: { atMost: 0 } },
})

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Runs `ours` and `reference` in turns, `rounds` times; each returns what it measured. The order changes every round. */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ours: number; reference: number; ratio: number; range: readonly [number, number] }> {
  const pairs: [number, number][] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const mine = await ours()
      pairs.push([mine, await reference()])
    } else {
      const theirs = await reference()
      pairs.push([await ours(), theirs])
    }
  }
  const ratios = pairs.map(([mine, theirs]) => mine / theirs)
  return {
    ours: median(pairs.map(([mine]) => mine)),
    reference: median(pairs.map(([, theirs]) => theirs)),
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
  }
}

export async function seconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** The value below which so many of a hundred lie. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}

/** `MISSED` where no round reached the goal; `unsure` where some did and the median did not: the machine was busy, ask again (performance.md §9). */
export function print({ what, ours, reference, unit, ratio, range, isDifference, goal, note }: Row): void {
  const [word, limit] = 'atMost' in goal ? ['≤', goal.atMost] : ['≥', goal.atLeast]
  const isMet = (value: number) => ('atMost' in goal ? value <= limit : value >= limit)
  const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
  const rounds = isDifference || !range ? '' : `, ${range.map((one) => one.toFixed(2)).join('–')}`
  const figure = isDifference ? `+${ratio.toFixed(2)} ${unit}` : `${ratio.toFixed(2)}${rounds}`
  const verdict = isMet(ratio) ? 'ok    ' : !isDifference && range?.some(isMet) ? 'unsure' : 'MISSED'
  console.log(
    `${verdict} ${what}: ${shown(ours)} ${unit} against ${shown(reference)} → ${figure} (goal ${word} ${limit}${isDifference ? ` ${unit}` : ''})${note ? `  · ${note}` : ''}`,
  )
}
