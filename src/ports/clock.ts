/** The time, so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** RFC 3339 in UTC, as every time leaves the service. */
export const instant = (clock: Clock): string => new Date(clock.now()).toISOString()
