/** After a change of the list: the items whose texts or descriptions have a name that changed go into the index again. */
import { foldKey } from '../hanzi/fold.ts'
import { createAutomaton } from '../hanzi/names/automaton.ts'
import { namesIn, namesInLine } from '../hanzi/names/names-in.ts'
import type { Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import { isSought } from './authority.ts'
import type { AuthorityStore } from './store.ts'

const READ = 20

export function createMatchAgain(deps: {
  items: ItemStore
  texts: Pick<TextStore, 'present'>
  authorities: Pick<AuthorityStore, 'changed'>
  transact: Transact<{ items: ItemStore; jobs: JobQueue; authorities: AuthorityStore }>
  /** False = cancelled. */
  progress: (job: Job, done: number, total: number) => Promise<boolean>
}): (job: Job) => Promise<Outcome> {
  return async (job) => {
    const { changed, last } = await deps.authorities.changed()
    const known = new Set(changed)
    const automaton = createAutomaton(changed.filter(isSought).map((key) => key.split(' ')))

    /** By what is described: links, names, lines. */
    const isDescribedBy = ({ title, caption, persons, places, description }: Item): boolean =>
      (description.authorities ?? []).some((id) => known.has(id)) ||
      [...persons, ...places, ...(description.subjects ?? [])].some((name) => known.has(foldKey(name))) ||
      [title, caption, description.scopeAndContent, description.event, description.background].some(
        (line) => line && namesInLine(automaton, line).length > 0,
      )

    let items = 0
    for (let after = 0; changed.length > 0; ) {
      const { items: found, last: end } = await deps.items.walk(after, READ)
      if (found.length === 0) break
      const alive = found.filter(({ deleted }) => !deleted)
      const concerned = new Set(alive.filter(isDescribedBy).map(({ id }) => id))
      const unread = alive.filter(({ id, textRevision }) => textRevision !== null && !concerned.has(id))
      for (const { itemId, text, layout } of await deps.texts.present(unread.map(({ id }) => id)))
        if (namesIn(automaton, text, layoutOf({ text, layout })).length > 0) concerned.add(itemId)
      if (concerned.size > 0)
        await deps.transact(async (tx) => {
          for (const id of concerned) {
            await tx.items.touch(id)
            await tx.jobs.add({ kind: 'index', subject: id, requestedBy: job.requestedBy })
          }
        })
      items += concerned.size
      after = found.at(-1)!.number
      if (!(await deps.progress(job, after, Math.max(end, after)))) return { is: 'done', result: { items } }
    }
    await deps.transact((tx) => tx.authorities.forgetChanged(last))
    return { is: 'done', result: { items } }
  }
}
