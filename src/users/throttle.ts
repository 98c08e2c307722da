/** Slower with every wrong password, per user and address and per address: strangers never lock an account out. */
import type { Clock } from '../ports/clock.ts'

const FREE_TRIES = 4
const FREE_TRIES_OF_ADDRESS = 20
const LONGEST = 15 * 60_000
const FORGET = 60 * 60_000
const MAX_KEYS = 50_000

export interface Throttle {
  /** Seconds to wait, or 0. */
  waitFor(username: string, address: string): number
  failed(username: string, address: string): void
  succeeded(username: string, address: string): void
}

export function createThrottle(clock: Clock): Throttle {
  const tries = new Map<string, { count: number; until: number; at: number }>()
  const keysOf = (username: string, address: string): [string, number][] => [
    [`${username.toLowerCase()}\n${address}`, FREE_TRIES],
    [address, FREE_TRIES_OF_ADDRESS],
  ]
  return {
    waitFor(username, address) {
      const until = Math.max(...keysOf(username, address).map(([key]) => tries.get(key)?.until ?? 0))
      return Math.max(0, Math.ceil((until - clock.now()) / 1000))
    },
    failed(username, address) {
      const now = clock.now()
      for (const [key, free] of keysOf(username, address)) {
        const before = tries.get(key)
        const count = before && now - before.at < FORGET ? before.count + 1 : 1
        tries.delete(key)
        tries.set(key, {
          count,
          at: now,
          until: count < free ? 0 : now + Math.min(LONGEST, 1000 * 2 ** Math.min(count - free, 20)),
        })
      }
      for (const key of tries.keys()) {
        if (tries.size <= MAX_KEYS) break
        tries.delete(key)
      }
    },
    succeeded(username, address) {
      tries.delete(keysOf(username, address)[0]![0])
    },
  }
}
