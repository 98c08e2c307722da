/** Choosing among things that stand in an order: one by one, or a stretch from the one chosen last. Pure. */
export interface Choice {
  ids: ReadonlySet<string>
  /** From where a stretch reaches. */
  from: number
}

export const nothing: Choice = { ids: new Set(), from: 0 }

/** `order`: the ids of all that are there. A stretch is chosen whole, whatever of it was already. */
export function chosenAt({ ids, from }: Choice, order: readonly string[], at: number, isStretch: boolean): Choice {
  const next = new Set(ids)
  if (isStretch) for (const id of order.slice(Math.min(from, at), Math.max(from, at) + 1)) next.add(id)
  else if (!next.delete(order[at]!)) next.add(order[at]!)
  return { ids: next, from: isStretch ? from : at }
}

/** The chosen in their order, whatever the order of choosing. */
export const inOrder = ({ ids }: Choice, order: readonly string[]): string[] => order.filter((id) => ids.has(id))
