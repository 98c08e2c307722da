/** Slower with every wrong password, per user and address and per address: strangers never lock an account out. */
import type { Clock } from '../ports/clock.ts'

const FREE_TRIES = 4
const FREE_TRIES_OF_ADDRESS = 20
const LONGEST = 15 * 60_000
const FORGET = 60 * 60_000
const MAX_KEYS = 50_000

export interface Throttle {
  /** Seconds to wait, or 0: then the try is counted as a wrong one from the start, so that a thousand sent at once are a thousand tries. */
  attempt(username: string, address: string): number
  /** It was a right one after all. */
  succeeded(username: string, address: string): void
}

const delayOf = (count: number, free: number): number =>
  count < free ? 0 : Math.min(LONGEST, 1000 * 2 ** Math.min(count - free, 20))

export function createThrottle(clock: Clock): Throttle {
  const tries = new Map<string, { count: number; until: number; at: number }>()
  const keysOf = (username: string, address: string) => [
    { key: `${username.toLowerCase()}\n${address}`, free: FREE_TRIES },
    { key: address, free: FREE_TRIES_OF_ADDRESS },
  ]
  return {
    attempt(username, address) {
      const now = clock.now()
      const keys = keysOf(username, address)
      const until = Math.max(...keys.map(({ key }) => tries.get(key)?.until ?? 0))
      if (until > now) return Math.ceil((until - now) / 1000)
      for (const { key, free } of keys) {
        const before = tries.get(key)
        const count = before && now - before.at < FORGET ? before.count + 1 : 1
        tries.delete(key)
        tries.set(key, { count, at: now, until: now + delayOf(count, free) })
      }
      for (const key of tries.keys()) {
        if (tries.size <= MAX_KEYS) break
        tries.delete(key)
      }
      return 0
    },
    succeeded(username, address) {
      tries.delete(keysOf(username, address)[0]!.key)
      const shared = tries.get(address)
      if (!shared) return
      const count = shared.count - 1
      tries.set(address, { ...shared, count, until: shared.at + delayOf(count, FREE_TRIES_OF_ADDRESS) })
    },
  }
}
