/**
 * Many phrases sought in one pass over a text's tokens (Aho, Corasick 1975). Nodes are numbered in breadth-first order, so that the children of one
 * stand side by side and the whole is a few integer arrays: 20,000 names with their aliases take some 2 MB.
 */
export interface Automaton {
  /** Every occurrence of every phrase, overlapping ones too, by where it ends, the longest first: `count` tokens from `at`. */
  scan(tokens: readonly string[], found: (phrase: number, at: number, count: number) => void): void
  /** Tokens of the longest phrase. */
  readonly longest: number
}

const NONE = -1

/** `phrases`: folded tokens, at least one each. Of equal ones the first is told. */
export function createAutomaton(phrases: readonly (readonly string[])[]): Automaton {
  const codes = new Map<string, number>()
  const coded = phrases.map((tokens) =>
    tokens.map((token) => {
      const known = codes.get(token)
      if (known !== undefined) return known
      codes.set(token, codes.size)
      return codes.size - 1
    }),
  )
  const order = coded.map((_, i) => i).filter((i) => coded[i]!.length > 0)
  order.sort((a, b) => {
    const [one, other] = [coded[a]!, coded[b]!]
    for (let i = 0; i < one.length && i < other.length; i++) if (one[i] !== other[i]) return one[i]! - other[i]!
    return one.length - other.length || a - b
  })

  const most = coded.reduce((sum, { length }) => sum + length, 1)
  /** By which token a node is reached, where its children begin (those of the next one end them), and which phrase ends in it. */
  const code = new Int32Array(most)
  const first = new Int32Array(most + 1)
  const ends = new Int32Array(most).fill(NONE)
  const depth = new Int32Array(most)
  const parent = new Int32Array(most)
  const [low, high] = [new Int32Array(most), new Int32Array(most)]
  high[0] = order.length
  let size = 1
  for (let node = 0; node < size; node++) {
    first[node] = size
    const at = depth[node]!
    let i = low[node]!
    for (; i < high[node]! && coded[order[i]!]!.length === at; i++) if (ends[node] === NONE) ends[node] = order[i]!
    while (i < high[node]!) {
      const child = size++
      const token = coded[order[i]!]![at]!
      ;[code[child], depth[child], parent[child], low[child]] = [token, at + 1, node, i]
      while (i < high[node]! && coded[order[i]!]![at] === token) i++
      high[child] = i
    }
  }
  first[size] = size
  const fromRoot = new Int32Array(codes.size).fill(NONE)
  for (let child = first[0]!; child < first[1]!; child++) fromRoot[code[child]!] = child

  function next(node: number, token: number): number {
    if (node === 0) return fromRoot[token]!
    let from = first[node]!
    let to = first[node + 1]! - 1
    while (from < to) {
      const middle = (from + to) >> 1
      if (code[middle]! < token) from = middle + 1
      else to = middle
    }
    return from === to && code[from] === token ? from : NONE
  }

  /** Where to go on when a node has no child for a token: the longest suffix that is a node too; and the longest in which a phrase ends. */
  const fail = new Int32Array(most)
  const shorter = new Int32Array(most)
  function advance(from: number, token: number): number {
    for (let node = from; ; node = fail[node]!) {
      const to = next(node, token)
      if (to !== NONE) return to
      if (node === 0) return 0
    }
  }
  for (let node = first[1]!; node < size; node++) {
    const suffix = advance(fail[parent[node]!]!, code[node]!)
    fail[node] = suffix
    shorter[node] = ends[suffix] === NONE ? shorter[suffix]! : suffix
  }

  return {
    longest: coded.reduce((longest, { length }) => Math.max(longest, length), 0),
    scan(tokens, found) {
      if (size === 1) return
      let node = 0
      for (let i = 0; i < tokens.length; i++) {
        const token = codes.get(tokens[i]!)
        if (token === undefined) {
          node = 0
          continue
        }
        node = advance(node, token)
        for (let end = ends[node] === NONE ? shorter[node]! : node; end !== 0; end = shorter[end]!)
          found(ends[end]!, i + 1 - depth[end]!, depth[end]!)
      }
    },
  }
}
