/** A cache with a size: what was longest unused goes first. */
export interface ByteCache {
  get(key: string): Buffer | undefined
  /** One that would take an eighth of the room, or more, is not kept. */
  set(key: string, data: Buffer): void
}

/** `room`: bytes that may be kept; 0 keeps nothing. */
export function createByteCache(room: number): ByteCache {
  // A Map keeps insertion order: the first key is the one longest unused.
  const kept = new Map<string, Buffer>()
  let taken = 0
  return {
    get(key) {
      const hit = kept.get(key)
      if (hit) {
        kept.delete(key)
        kept.set(key, hit)
      }
      return hit
    },
    set(key, data) {
      if (data.length > room / 8 || kept.has(key)) return
      kept.set(key, data)
      taken += data.length
      for (const [oldest, { length }] of kept) {
        if (taken <= room) break
        kept.delete(oldest)
        taken -= length
      }
    },
  }
}
