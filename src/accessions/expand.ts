/** A ZIP becomes its members: each is received like any file, with the archive file kept beside them. */
import { createReadStream } from 'node:fs'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, system } from '../policy.ts'
import type { Clock } from '../ports/clock.ts'
import { instant } from '../ports/clock.ts'
import type { ReadArchive } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import { shownName, shownPath } from './file-name.ts'
import type { Receive } from './receive.ts'
import type { AccessionStore } from './store.ts'

/** An archive in an archive in an archive: further than this nobody meant it. */
const MAX_DEPTH = 3

export function createExpand(deps: {
  items: ItemStore
  receive: Pick<Receive, 'file'>
  transact: Transact<{ accessions: AccessionStore; audit: AuditStore }>
  clock: Clock
}) {
  return async (
    { item, object }: { item: Item; object: DigitalObject },
    archive: ReadArchive,
    requestedBy: string,
  ): Promise<void> => {
    let depth = 1
    for (let outer = item.containerId; outer !== null; depth++)
      outer = (await deps.items.get(outer))?.containerId ?? null
    if (depth > MAX_DEPTH) throw new Fault('archive.too-deep', { limit: MAX_DEPTH })
    // On behalf of who sent the archive file; the accession may have been closed since it arrived, its members still belong to it.
    const actor: Actor = { ...system, id: requestedBy, username: 'system' }
    for (const [i, member] of archive.members.entries()) {
      const container = { itemId: item.id, objectId: object.id, member: i }
      const originalPath = `${object.filename}/${member.name}`
      if (member.path !== null) {
        const { size } = member
        await deps.receive.file(actor, item.accessionId, {
          filenameBytes: Buffer.from(member.nameBytes, 'base64'),
          filename: member.name,
          originalPath,
          stream: createReadStream(member.path, { highWaterMark: Math.min(1 << 20, Math.max(size, 1)) }),
          container,
        })
        continue
      }
      const line = {
        accessionId: item.accessionId,
        filename: shownName(member.name),
        originalPath: shownPath(originalPath),
        outcome: 'rejected' as const,
        objectId: null,
        itemId: null,
        sha256: null,
        size: member.size,
        duplicateOf: null,
        problem: member.problem ?? { code: 'archive.entry' as const },
        receivedBy: requestedBy,
        receivedAt: instant(deps.clock),
      }
      await deps.transact(async (tx) => {
        if (!(await tx.accessions.addFile(line, container))) return
        await tx.audit.append({
          actor,
          act: 'file.reject',
          subject: item.accessionId,
          details: { code: member.problem?.code ?? 'archive.entry' },
        })
      })
    }
  }
}
