/** What is worked out of things that never change is worked out once; those of `most` that were asked for last are kept. */
export type Remember<Value> = (key: string, make: () => Promise<Value>) => Promise<Value>

/** Whoever asks while it is made waits for the same; what failed is made again when it is next asked for. */
export function remembering<Value>(most: number): Remember<Value> {
  const kept = new Map<string, Promise<Value>>()
  return async (key, make) => {
    const value = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    try {
      return await value
    } catch (error) {
      if (kept.get(key) === value) kept.delete(key)
      throw error
    }
  }
}
