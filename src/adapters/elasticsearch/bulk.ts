/** Posting documents in bulk: requests of a few megabytes, two on the way at a time, every item of every answer looked at. */
import type { Client, estypes } from '@elastic/elasticsearch'
import { Fault } from '../../faults.ts'
import type { IndexDocument, IndexRemoval, WriteOutcome } from '../../ports/search-index.ts'
import { sourceOf } from './mapping.ts'

/** 5–10 MB a request is enough; the server is the limit (performance.md §3). */
const BULK_BYTES = 3 * (1 << 20)
const IN_FLIGHT = 2
const BUSY_TRIES = 5
/** Milliseconds an answer may take. */
export const BULK_LIMIT = 120_000

export interface Action {
  item: string
  lines: string
}
export const put = (document: IndexDocument): Action => ({
  item: document.item,
  lines: `{"index":{"_id":"${document.item}","version":${document.seq},"version_type":"external"}}\n${sourceOf(document)}\n`,
})
export const drop = ({ item, seq }: IndexRemoval): Action => ({
  item,
  lines: `{"delete":{"_id":"${item}","version":${seq},"version_type":"external"}}\n`,
})

export interface Posting {
  /** Resolves when there is room for more. `upTo` marks what has been posted with these. Throws what an earlier request came to. */
  post(actions: Iterable<Action>, upTo?: number): Promise<void>
  /** Sends what is left and waits for every answer. */
  end(): Promise<void>
  /** The highest mark up to which every request has been answered. */
  landed(): number
}

/**
 * `told`: what became of each action, in no order. Writing goes through an alias and nowhere else: to a name that is none, an index of that name
 * with guessed fields would be made. Fault search.unavailable when the alias is gone.
 */
export function createPosting(client: Client, alias: string, told: (outcome: WriteOutcome) => void): Posting {
  /** Items refused for being busy are tried again, with growing rests. */
  async function send(actions: readonly Action[]): Promise<void> {
    let left = actions
    for (let tries = 0; left.length > 0; tries++) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tries))
      const answer = (await client.transport.request(
        {
          method: 'POST',
          path: `/${alias}/_bulk`,
          querystring: { require_alias: true },
          bulkBody: left.map(({ lines }) => lines).join(''),
        },
        { requestTimeout: BULK_LIMIT, headers: { 'content-type': 'application/x-ndjson', accept: 'application/json' } },
      )) as estypes.BulkResponse
      const busy: Action[] = []
      for (const [i, entry] of answer.items.entries()) {
        const { status = 500, error } = Object.values(entry)[0] ?? {}
        const action = left[i]!
        if (error?.type === 'index_not_found_exception') throw new Fault('search.unavailable', { reason: 'missing' })
        // 404 without an error: what was to be removed was never there.
        if (!error) told({ item: action.item, outcome: 'written' })
        else if (status === 409) told({ item: action.item, outcome: 'older' })
        else if (status === 429 || status >= 500) busy.push(action)
        else
          told({ item: action.item, outcome: 'failed', reason: `${status} ${error.type} ${error.reason ?? ''}`.trim() })
      }
      if (busy.length > 0 && tries === BUSY_TRIES) throw new Fault('search.unavailable', { reason: 'busy' })
      left = busy
    }
  }

  const flying = new Set<Promise<void>>()
  /** In the order they were sent. */
  const marks: { upTo: number; isAnswered: boolean }[] = []
  let [landed, mark] = [0, 0]
  let failure: { error: unknown } | null = null
  let batch: Action[] = []
  let bytes = 0

  function launch(): void {
    const sent = batch
    const own = { upTo: mark, isAnswered: false }
    marks.push(own)
    batch = []
    bytes = 0
    const flight: Promise<void> = send(sent)
      .then(
        () => {
          own.isAnswered = true
          while (marks[0]?.isAnswered) landed = marks.shift()!.upTo
        },
        (error) => {
          failure ??= { error }
        },
      )
      .finally(() => flying.delete(flight))
    flying.add(flight)
  }

  return {
    async post(actions, upTo = 0) {
      for (const action of actions) {
        batch.push(action)
        bytes += action.lines.length * 2
        if (bytes < BULK_BYTES) continue
        launch()
        while (flying.size >= IN_FLIGHT) await Promise.race(flying)
        if (failure) throw failure.error
      }
      mark = upTo
    },
    async end() {
      launch()
      await Promise.all(flying)
      if (failure) throw failure.error
    },
    landed: () => landed,
  }
}
