/** How what waits is cut into requests, and how long the rest will take. Pure. */

/** Small requests: each shows progress, and a cut line costs little. */
export const BATCH_FILES = 8
export const BATCH_BYTES = 8 * (1 << 20)

/** How many of what waits, from the front, go into the next request. */
export function batchLength(sizes: readonly number[]): number {
  let bytes = 0
  for (const [i, size] of sizes.slice(0, BATCH_FILES).entries()) {
    bytes += size
    if (bytes > BATCH_BYTES) return Math.max(1, i)
  }
  return Math.min(sizes.length, BATCH_FILES)
}

/** What has arrived of each file of a request, told only the bytes of the whole: they go one after the other. */
export function shares(sizes: readonly number[], loaded: number): number[] {
  let left = loaded
  return sizes.map((size) => {
    const own = Math.min(size, Math.max(0, left))
    left -= size
    return own
  })
}

/** Milliseconds until the next try: 1, 2, 4 … 30 s. */
export const pauseBefore = (tries: number): number => Math.min(30_000, 500 * 2 ** tries)

const WINDOW = 15_000
/** Bytes a second over the last quarter of a minute; null before anything can be said. */
export function speedometer() {
  let points: { at: number; bytes: number }[] = []
  return {
    tell(at: number, bytes: number) {
      points = [...points.filter((point) => at - point.at < WINDOW), { at, bytes }]
    },
    rate(): number | null {
      const [first, last] = [points[0], points.at(-1)]
      if (!first || !last || last.at - first.at < 2000 || last.bytes <= first.bytes) return null
      return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000
    },
    reset() {
      points = []
    },
  }
}
