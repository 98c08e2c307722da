/** What went wrong, in a closed vocabulary. Features throw a Fault; only http/ turns it into a problem document (RFC 9457). */

/** The families a fault belongs to; http/problem.ts gives each its status. */
export type FaultKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'absent'
  | 'conflict'
  | 'stale'
  | 'precondition'
  | 'too-large'
  | 'unsupported'
  | 'unsatisfiable'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable'
  | 'full'
  | 'internal'

/** Every fault code and its family. A new code also needs a sentence in every language (http/sentences.ts; `tsc` insists). */
export const faultKinds = {
  'request.invalid': 'invalid',
  'request.json': 'invalid',
  'request.too-large': 'too-large',
  'request.not-found': 'absent',
  'request.method': 'invalid',
  'request.media-type': 'unsupported',
  'request.broken-off': 'invalid',
  'request.long-head': 'too-large',
  'request.cursor': 'invalid',
  'request.precondition': 'precondition',
  'request.range': 'unsatisfiable',
  internal: 'internal',
  'login.required': 'unauthenticated',
  'login.wrong': 'unauthenticated',
  'login.slow-down': 'too-many',
  'login.suspended': 'unauthenticated',
  'csrf.wrong': 'forbidden',
  'act.forbidden': 'forbidden',
  'user.not-found': 'absent',
  'user.taken': 'conflict',
  'user.last-admin': 'conflict',
  'password.weak': 'unprocessable',
  'password.wrong': 'unprocessable',
  'token.not-found': 'absent',
  'grant.not-found': 'absent',
  'grant.expires': 'unprocessable',
  'basket.not-found': 'absent',
  'basket.entry-not-found': 'absent',
  'basket.too-many': 'conflict',
  'basket.full': 'conflict',
  'basket.order': 'unprocessable',
  'publication.not-found': 'absent',
  'volume.not-found': 'absent',
  'volume.stale': 'stale',
  'volume.field': 'unprocessable',
  'volume.word': 'unprocessable',
  'volume.printed': 'conflict',
  'import.not-found': 'absent',
  'import.stale': 'stale',
  'import.not-draft': 'conflict',
  'import.incomplete': 'unprocessable',
  'import.doubtful': 'conflict',
  'import.processing': 'conflict',
  'import.exists': 'conflict',
  'import.no-page': 'absent',
  'import.no-lines': 'unprocessable',
  'text.of-volume': 'conflict',
  'outline.no-node': 'absent',
  'outline.stale': 'stale',
  'outline.not-section': 'unprocessable',
  'outline.not-empty': 'conflict',
  'outline.inside-itself': 'unprocessable',
  'outline.too-deep': 'unprocessable',
  'outline.too-many': 'conflict',
  'chapter.not-found': 'absent',
  'chapter.no-version': 'absent',
  'chapter.stale': 'stale',
  'chapter.old-file': 'conflict',
  'chapter.range': 'unprocessable',
  'chapter.change': 'unprocessable',
  'chapter.too-long': 'too-large',
  'review.not-found': 'absent',
  'review.empty': 'unprocessable',
  'review.assignee': 'unprocessable',
  'review.open': 'conflict',
  'review.order': 'conflict',
  'review.own-work': 'forbidden',
  'review.closed': 'conflict',
  'review.not-signed': 'conflict',
  'review.hash': 'unprocessable',
  'review.not-present': 'conflict',
  'review.file': 'absent',
  'review.file-kind': 'unsupported',
  'opinion.not-found': 'absent',
  'printing.not-found': 'absent',
  'printing.not-signed': 'conflict',
  'printing.registered': 'conflict',
  'erratum.not-found': 'absent',
  'erratum.no-use': 'absent',
  'erratum.place': 'unprocessable',
  'erratum.words': 'unprocessable',
  'fee.stale': 'stale',
  'fee.no-layout': 'conflict',
  'fee.part': 'unprocessable',
  'fee.due': 'conflict',
  'payment.not-found': 'absent',
  'payment.void': 'conflict',
  'dispatch.not-found': 'absent',
  'dispatch.stale': 'stale',
  'dispatch.day': 'unprocessable',
  'dispatch.too-many': 'conflict',
  'dispatch.run': 'conflict',
  'unit.not-found': 'absent',
  'unit.stale': 'stale',
  'proof.not-found': 'absent',
  'proof.order': 'conflict',
  'proof.open': 'conflict',
  'proof.no-file': 'unprocessable',
  'proof.no-text': 'unprocessable',
  'proof.not-approved': 'conflict',
  'proof.closed': 'conflict',
  'proof.not-compared': 'conflict',
  'proof.undecided': 'conflict',
  'proof.no-difference': 'absent',
  'proof.moved': 'conflict',
  'proof.elsewhere': 'conflict',
  'proof.taken': 'conflict',
  'opinion.range': 'unprocessable',
  'generated.stale': 'stale',
  'chronicle.anchor': 'unprocessable',
  'plate.not-found': 'absent',
  'plate.stale': 'stale',
  'plate.order-stale': 'stale',
  'plate.place': 'unprocessable',
  'plate.crop': 'unprocessable',
  'plate.no-picture': 'unprocessable',
  'plate.too-many': 'conflict',
  'export.blocked': 'conflict',
  'rights.stale': 'stale',
  'consent.not-found': 'absent',
  'consent.revoked': 'conflict',
  'consent.item': 'unprocessable',
  'consent.object': 'unprocessable',
  'consent.days': 'unprocessable',
  'export.no-page': 'absent',
  'export.not-found': 'absent',
  'topic.not-found': 'absent',
  'topic.stale': 'stale',
  'submission.not-found': 'absent',
  'submission.stale': 'stale',
  'submission.compiled': 'unprocessable',
  'submission.reason': 'unprocessable',
  'saved-search.not-found': 'absent',
  'saved-search.too-many': 'conflict',
  'citation.range': 'unprocessable',
  'reference.not-found': 'absent',
  'proofing.stale': 'stale',
  'reference.stale': 'stale',
  'reference.of-item': 'conflict',
  'report.not-found': 'absent',
  'report.decided': 'conflict',
  'report.reason': 'unprocessable',
  'report.range': 'unprocessable',
  'report.too-many': 'conflict',
  'access-request.not-found': 'absent',
  'access-request.decided': 'conflict',
  'access-request.waiting': 'conflict',
  'access-request.too-many': 'conflict',
  'access-request.reason': 'unprocessable',
  'accession.not-found': 'absent',
  'accession.closed': 'conflict',
  'accession.no-line': 'absent',
  'accession.received-ahead': 'unprocessable',
  'accession.due-early': 'unprocessable',
  'accession.returned-ahead': 'unprocessable',
  'accession.returned-early': 'unprocessable',
  'item.not-found': 'absent',
  'item.stale': 'stale',
  'item.deleted': 'conflict',
  'item.no-text': 'absent',
  'item.no-pages': 'absent',
  'item.secret': 'unprocessable',
  'item.reference-code-taken': 'conflict',
  'item.incomplete': 'unprocessable',
  'item.filed': 'conflict',
  'item.not-submitted': 'conflict',
  'item.own-submission': 'conflict',
  'item.unlock-reason': 'unprocessable',
  'object.not-found': 'absent',
  'object.in-use': 'conflict',
  'object.no-thumbnail': 'absent',
  'object.damaged': 'unavailable',
  'revision.not-found': 'absent',
  'text.corrected': 'conflict',
  'text.not-text': 'conflict',
  'text.pages': 'unprocessable',
  'transcription.other-text': 'conflict',
  'transcription.no-page': 'absent',
  'transcription.stale': 'stale',
  'transcription.own-work': 'conflict',
  'transcription.conflict': 'conflict',
  'transcription.empty': 'unprocessable',
  'date.unreadable': 'unprocessable',
  'settings.stale': 'stale',
  'sample.loaded': 'conflict',
  'chronology.not-found': 'absent',
  'chronology.stale': 'stale',
  'chronology.built-in': 'conflict',
  'chronology.taken': 'conflict',
  'chronology.name': 'unprocessable',
  'chronology.order': 'unprocessable',
  'chronology.too-many': 'conflict',
  'authority.not-found': 'absent',
  'authority.stale': 'stale',
  'authority.gone': 'conflict',
  'authority.in-use': 'conflict',
  'authority.merge': 'unprocessable',
  'authority.name': 'unprocessable',
  'authority.several': 'conflict',
  'authority.list': 'unprocessable',
  'authority.too-many': 'too-large',
  'reuse.not-found': 'absent',
  'reuse.stale': 'stale',
  'job.not-found': 'absent',
  'job.not-retryable': 'conflict',
  'fixity.not-found': 'absent',
  'backup.no-folder': 'conflict',
  'backup.damaged': 'internal',
  'search.syntax': 'invalid',
  'search.unpaired': 'invalid',
  'search.nothing': 'invalid',
  'search.only-not': 'invalid',
  'search.too-deep': 'invalid',
  'search.too-long': 'invalid',
  'search.unavailable': 'unavailable',
  'search.refused': 'unprocessable',
  'search.no-room': 'unprocessable',
  'upload.none': 'invalid',
  'upload.broken-off': 'invalid',
  'upload.too-many': 'too-large',
  'upload.not-found': 'absent',
  'upload.version': 'stale',
  'upload.header': 'invalid',
  'upload.offset': 'conflict',
  'upload.beyond': 'too-large',
  'upload.checksum': 'unprocessable',
  'upload.too-many-open': 'too-many',
  'storage.full': 'full',
  'storage.failing': 'unavailable',
  'service.stopping': 'unavailable',
  // what can be wrong with one file; also stored as an item's problem
  'file.empty': 'unprocessable',
  'file.too-large': 'too-large',
  'file.name': 'unprocessable',
  'file.svg': 'unprocessable',
  'file.unsupported': 'unprocessable',
  'file.no-text': 'unprocessable',
  'file.not-docx': 'unsupported',
  'file.damaged': 'unprocessable',
  'file.encrypted': 'unprocessable',
  'file.needs-libreoffice': 'unprocessable',
  'text.undecodable': 'unprocessable',
  'text.uncertain-encoding': 'unprocessable',
  'text.garbled': 'unprocessable',
  'text.too-long': 'unprocessable',
  'image.damaged': 'unprocessable',
  'image.too-many-pixels': 'unprocessable',
  'image.unsupported': 'unprocessable',
  'image.derivative-damaged': 'unavailable',
  'image.request': 'invalid',
  'image.busy': 'unavailable',
  'image.answer-too-large': 'too-large',
  'archive.too-many-entries': 'unprocessable',
  'archive.too-large': 'unprocessable',
  'archive.too-deep': 'unprocessable',
  'archive.damaged': 'unprocessable',
  'archive.entry': 'unprocessable',
  // what can be wrong with a list of descriptions
  'table.too-large': 'unprocessable',
  'table.damaged': 'unprocessable',
  'table.none': 'unprocessable',
  'table.old-excel': 'unprocessable',
  'metadata.no-columns': 'unprocessable',
  'metadata.unmatched': 'unprocessable',
  'metadata.duplicate': 'unprocessable',
  'metadata.ambiguous': 'unprocessable',
  'metadata.twice': 'unprocessable',
  'metadata.value': 'unprocessable',
  'child.timeout': 'unprocessable',
  'child.memory': 'unprocessable',
  'child.crashed': 'unprocessable',
} as const satisfies Record<string, FaultKind>

export type FaultCode = keyof typeof faultKinds

/** Values a sentence may name: never a path, a stack or SQL. */
export type FaultDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** One fault inside a list of them (RFC 9457 extension `errors`); `pointer` is a JSON Pointer into the input. */
export interface FaultItem {
  pointer: string
  code: string
  detail: string
}

/** A fault that is kept in a row: why one file or job failed. */
export interface Problem {
  code: FaultCode
  details?: FaultDetails
}

export class Fault extends Error {
  readonly code: FaultCode
  readonly details: FaultDetails
  readonly errors: readonly FaultItem[]
  /** Of a stale change: what is there now, so that the caller can make it again. */
  readonly present: unknown
  constructor(
    code: FaultCode,
    details: FaultDetails = {},
    options: { cause?: unknown; errors?: readonly FaultItem[]; present?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Fault'
    this.code = code
    this.details = details
    this.errors = options.errors ?? []
    this.present = options.present
  }
  get kind(): FaultKind {
    return faultKinds[this.code]
  }
  get problem(): Problem {
    return { code: this.code, details: this.details }
  }
}

/** The fault as a Problem, or undefined where the error is none of ours. */
export const problemOf = (error: unknown): Problem | undefined => (error instanceof Fault ? error.problem : undefined)
