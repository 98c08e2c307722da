import { Fault } from '../faults.ts'
import { type Actor, demand } from '../policy.ts'
import type { PublicationStore } from './store.ts'
import { demandUnprinted } from './volume.ts'

/** For what is kept with a volume that is compiled here. Faults volume.not-found, volume.printed. */
export async function demandCompiled(
  actor: Actor,
  volumeId: string,
  publications: Pick<PublicationStore, 'volume'>,
): Promise<void> {
  demand(actor, 'volume.compile')
  const volume = await publications.volume(volumeId)
  if (!volume) throw new Fault('volume.not-found', { id: volumeId })
  demandUnprinted(volume)
}
