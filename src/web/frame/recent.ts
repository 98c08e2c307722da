/** What somebody read last, in this browser, by id alone: whoever may no longer read it sees nothing of it. */
const MOST = 12
const keyOf = (userId: string) => `wenshi.read.${userId}`

export function readLately(userId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function rememberRead(userId: string, id: string): void {
  const next = [id, ...readLately(userId).filter((one) => one !== id)].slice(0, MOST)
  localStorage.setItem(keyOf(userId), JSON.stringify(next))
}
