/** How often something long writes down how far it is: often enough that a crash costs little, seldom enough that it costs little itself. */

/** Milliseconds between two. */
const LEAST = 100
const MOST = 2000
/** A twentieth of the time may go into it. */
const SHARE = 20

export interface Pace {
  isDue(): boolean
  /** It was written down; `started`: when that began (`performance.now()`). */
  written(started: number): void
}

export function createPace(): Pace {
  let [at, cost] = [performance.now(), 0]
  return {
    isDue: () => performance.now() - at >= Math.min(Math.max(SHARE * cost, LEAST), MOST),
    written(started) {
      at = performance.now()
      cost = at - started
    },
  }
}
