/** Who may do what: one table, pure (design: api.md, "Session, users, rights"). Every use-case asks here. */
import { Fault } from './faults.ts'

export const roles = ['admin', 'archivist', 'editor', 'reviewer', 'contributor', 'researcher'] as const
export type Role = (typeof roles)[number]

/** How an item may be read. `withdrawn` is derived: an item taken out of use is read only by those who describe. */
export const accessClasses = ['open', 'internal', 'controlled', 'withdrawn'] as const
export type AccessClass = (typeof accessClasses)[number]

/** Who acts: a signed-in user, an anonymous reader (no roles, id null), or the service itself. */
export interface Actor {
  readonly id: string | null
  readonly username: string
  readonly roles: readonly Role[]
  /** Where the request came from, for the audit; '' for scripts and jobs. */
  readonly address: string
  /** True when reading open items needs no sign-in (ANONYMOUS_READING); only meaningful for the anonymous actor. */
  readonly mayReadOpen: boolean
  /** Items this user was granted and that have not run out (≤ 10,000). */
  readonly granted: readonly string[]
}

export const acts = {
  'item.register': ['archivist', 'admin'],
  'item.describe': ['archivist', 'admin'],
  'item.file': ['archivist', 'admin'],
  'item.describe-filed': ['admin'],
  'item.withdraw': ['archivist', 'admin'],
  'item.delete': ['archivist', 'admin'],
  'item.undelete-late': ['admin'],
  'text.correct': ['archivist', 'admin'],
  'original.download': ['editor', 'archivist', 'admin'],
  'original.download-granted': ['researcher', 'editor', 'archivist', 'admin'],
  'accession.read': ['archivist', 'admin'],
  // Counts every item, also what is controlled or withdrawn: told to those who may read all of it.
  'statistics.read': ['archivist', 'admin'],
  'donor.read-private': ['archivist', 'admin'],
  'basket.own': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'saved-search.own': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'volume.compile': ['editor', 'admin'],
  // It makes items of the archive.
  'printed.import': ['archivist', 'admin'],
  'printed.read': ['editor', 'archivist', 'admin'],
  // A reader reads and signs the rounds given to them; of others they learn nothing.
  'volume.review': ['reviewer', 'editor', 'admin'],
  // 稿酬, 样书 and the exchange list: who was paid what, and where they live.
  'fee.keep': ['editor', 'admin'],
  'dispatch.keep': ['editor', 'admin'],
  'topic.read': ['editor', 'archivist', 'admin'],
  'topic.plan': ['editor', 'admin'],
  'submission.read': ['editor', 'archivist', 'admin'],
  'submission.register': ['editor', 'archivist', 'admin'],
  'submission.decide': ['editor', 'admin'],
  'rights.read': ['editor', 'archivist', 'admin'],
  'rights.keep': ['archivist', 'admin'],
  // Also told to those who correct or delete an item: the book has it.
  'item.uses': ['editor', 'archivist', 'admin'],
  'reuse.decide': ['archivist', 'admin'],
  'report.make': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'report.decide': ['archivist', 'admin'],
  'grant.decide': ['archivist', 'admin'],
  'access.request': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'token.own': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'job.read-own': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'desk.read': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'job.all': ['admin'],
  'fixity.run': ['archivist', 'admin'],
  'condition.read': ['archivist', 'admin'],
  'backup.run': ['admin'],
  'search.rebuild': ['admin'],
  'sample.manage': ['admin'],
  'settings.read': ['reviewer', 'editor', 'archivist', 'admin'],
  'settings.change': ['admin'],
  'chronology.read': ['researcher', 'reviewer', 'editor', 'archivist', 'admin', 'contributor'],
  'chronology.change': ['admin'],
  'authority.read': ['archivist', 'admin'],
  'authority.change': ['archivist', 'admin'],
  'user.manage': ['admin'],
  'audit.read': ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Act = keyof typeof acts

const readableBy: Record<AccessClass, readonly Role[]> = {
  open: roles,
  internal: ['editor', 'archivist', 'admin'],
  controlled: ['archivist', 'admin'],
  withdrawn: ['archivist', 'admin'],
}

const hasOne = (actor: Actor, wanted: readonly Role[]) => actor.roles.some((role) => wanted.includes(role))

export const may = (actor: Actor, act: Act): boolean => hasOne(actor, acts[act])

/** Throws 401 for nobody, 403 for somebody who may not. */
export function demand(actor: Actor, act: Act): void {
  if (may(actor, act)) return
  if (actor.id === null) throw new Fault('login.required')
  throw new Fault('act.forbidden', { act })
}

/** What a list or a search may show: whole access classes, and single items granted to this actor. */
export interface Scope {
  readonly classes: readonly AccessClass[]
  readonly alsoItems: readonly string[]
}

export function scope(actor: Actor): Scope {
  const classes = accessClasses.filter((access) => hasOne(actor, readableBy[access]))
  if (actor.id === null) return { classes: actor.mayReadOpen ? ['open'] : [], alsoItems: [] }
  return { classes, alsoItems: actor.granted }
}

/** A withdrawn item is not opened by a grant: it was taken out of use. */
export function mayRead(actor: Actor, item: { id: string; access: AccessClass }): boolean {
  const { classes, alsoItems } = scope(actor)
  return classes.includes(item.access) || (item.access !== 'withdrawn' && alsoItems.includes(item.id))
}

export function mayDownload(actor: Actor, item: { id: string; access: AccessClass }): boolean {
  if (!mayRead(actor, item)) return false
  return may(actor, 'original.download') || (may(actor, 'original.download-granted') && actor.granted.includes(item.id))
}

/** Before a request is looked at: nobody changes anything without signing in, and nobody reads unless reading is open. */
export function admit(actor: Actor, isChange: boolean): void {
  if (isChange && actor.id === null) throw new Fault('login.required')
  demandReader(actor)
}

/** 401 for an anonymous caller where nothing at all may be read without signing in; everybody else goes on. */
export function demandReader(actor: Actor): void {
  if (actor.id === null && !actor.mayReadOpen) throw new Fault('login.required')
}

/** The service acting for itself: jobs, scripts on the machine. */
export const system: Actor = {
  id: 'system',
  username: 'system',
  roles: ['admin'],
  address: '',
  mayReadOpen: true,
  granted: [],
}
