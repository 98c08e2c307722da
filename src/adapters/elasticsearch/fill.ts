/** Filling a new index while the present one serves. What a crash left half-built is found again by its rebuild, or thrown away. */
import { randomBytes } from 'node:crypto'
import { type Client, errors, type estypes } from '@elastic/elasticsearch'
import { Fault } from '../../faults.ts'
import { createPace } from '../../ports/pace.ts'
import { demandRoom } from '../../ports/room.ts'
import {
  type IndexOrigin,
  type IndexStamp,
  MOST_REFUSED,
  type Rebuild,
  type SearchIndex,
} from '../../ports/search-index.ts'
import { BULK_LIMIT, createPosting, drop, put } from './bulk.ts'
import { behind, guarded } from './client.ts'
import { mappings, settings } from './mapping.ts'

/** A half-built index is written to through an alias of its own: once it is gone, no write makes another of its name. */
const fillingAlias = (index: string) => `${index}-filling`

export const originOf = (meta: unknown): IndexOrigin => ({
  rebuild: '',
  filledTo: 0,
  refused: [],
  ...(meta as IndexStamp & Partial<IndexOrigin>),
})

export function createFilling(client: Client, prefix: string): Pick<SearchIndex, 'rebuild' | 'clear'> {
  /** `wenshi` is not to touch `wenshi-test-…`. */
  const isOurs = new RegExp(`^${prefix}-\\d{8}-\\d+-[0-9a-f]{8}$`)
  async function halfBuilt(): Promise<[index: string, origin: IndexOrigin][]> {
    const present = await behind(client, prefix)
    const found = await client.indices.getMapping({ index: `${prefix}-*` })
    return Object.entries(found)
      .filter(([index]) => isOurs.test(index) && index !== present)
      .map(([index, { mappings }]) => [index, originOf(mappings._meta)])
  }
  const remove = (indices: readonly string[]) =>
    client.indices.delete({ index: [...indices], ignore_unavailable: true }, { requestTimeout: BULK_LIMIT })

  /** Whether its shard is there: one lost with its node never comes back. */
  async function isSound(index: string): Promise<boolean> {
    const { status } = await client.cluster.health(
      { index, wait_for_status: 'yellow', timeout: '5s' },
      { ignore: [408] },
    )
    return status !== 'red' && (await behind(client, fillingAlias(index))) === index
  }

  async function found(id: string, stamp: IndexStamp): Promise<[index: string, origin: IndexOrigin] | null> {
    for (const [index, origin] of await halfBuilt()) {
      if (origin.rebuild !== id) continue
      const isSame = Object.entries(stamp).every(([part, value]) => origin[part as keyof IndexStamp] === value)
      if (isSame && (await isSound(index))) return [index, origin]
      await remove([index])
    }
    return null
  }

  /** On whichever node has the most of it. Who may not ask after the nodes is not asked for room: then the server itself is what refuses. */
  async function leaveRoom(begun: string | null): Promise<void> {
    const former = await behind(client, prefix)
    if (!former) return
    try {
      const { indices = {} } = await client.indices.stats({ index: begun ? [former, begun] : former, metric: 'store' })
      const sizeOf = (index: string) => indices[index]?.primaries?.store?.size_in_bytes ?? 0
      const { nodes } = await client.nodes.stats({ metric: 'fs' })
      const free = Object.values(nodes).map(({ fs }) => fs?.total?.available_in_bytes ?? 0)
      demandRoom({
        present: sizeOf(former),
        made: begun ? sizeOf(begun) : 0,
        free: Math.max(0, ...free),
        reserved: 0,
      })
    } catch (error) {
      if (!(error instanceof errors.ResponseError && error.statusCode === 403)) throw error
    }
  }

  async function begin(id: string, stamp: IndexStamp): Promise<[index: string, origin: IndexOrigin]> {
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '')
    const index = `${prefix}-${day}-${stamp.foldVersion}-${randomBytes(4).toString('hex')}`
    const origin = { ...stamp, rebuild: id, filledTo: 0, refused: [] }
    // An index that nobody searches is hardly refreshed (search.idle); to say so would cost two more changes of the cluster's state.
    await client.indices.create({
      index,
      aliases: { [fillingAlias(index)]: {} },
      mappings: mappings(origin) as estypes.MappingTypeMapping,
      settings: settings as never,
    })
    return [index, origin]
  }

  function fill(index: string, origin: IndexOrigin): Rebuild {
    const refused = new Map<string, string>(origin.refused.map((item) => [item, '']))
    const posting = createPosting(client, fillingAlias(index), ({ item, outcome, reason = '' }) => {
      if (outcome === 'failed') refused.set(item, reason)
    })
    const pace = createPace()
    let kept = origin.filledTo
    async function keep(): Promise<void> {
      if (refused.size > MOST_REFUSED)
        throw new Fault('search.refused', { count: MOST_REFUSED, reason: [...refused.values()].at(-1) ?? '' })
      const started = performance.now()
      const landed = Math.max(kept, posting.landed())
      const _meta = { ...origin, filledTo: landed, refused: [...refused.keys()] }
      await client.indices.putMapping({ index, _meta })
      kept = landed
      pace.written(started)
    }
    return {
      filledTo: origin.filledTo,
      get keptTo() {
        return kept
      },
      fill: ({ documents, removals, upTo }) =>
        guarded(async () => {
          await posting.post([...documents.map(put), ...removals.map(drop)], upTo)
          if (pace.isDue() && posting.landed() > kept) await keep()
        }),
      settle: () =>
        guarded(async () => {
          await posting.end()
          await keep()
        }),
      merge: async () => null,
      complete: () =>
        guarded(async () => {
          await client.indices.refresh({ index }, { requestTimeout: BULK_LIMIT })
          const former = await behind(client, prefix)
          await client.indices.updateAliases({
            actions: [
              { add: { index, alias: prefix } },
              { remove: { index, alias: fillingAlias(index) } },
              // One step: what asks by the alias never finds both, or none.
              ...(former ? [{ remove_index: { index: former } }] : []),
            ],
          })
        }),
      pause: async () => undefined,
      abandon: () =>
        guarded(async () => {
          // The switch may have happened though its answer was lost.
          if ((await behind(client, prefix)) !== index) await remove([index])
        }),
    }
  }

  return {
    rebuild: (id, stamp) =>
      guarded(async () => {
        const begun = await found(id, stamp)
        await leaveRoom(begun?.[0] ?? null)
        return fill(...(begun ?? (await begin(id, stamp))))
      }),
    clear: (kept) =>
      guarded(async () => {
        const stale = (await halfBuilt()).filter(([, { rebuild }]) => !kept.includes(rebuild))
        if (stale.length > 0) await remove(stale.map(([index]) => index))
      }),
  }
}
