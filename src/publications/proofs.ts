/** 三校 use-cases: a proof is taken in, compared by a job, its differences decided, the round signed. */
import { randomUUID } from 'node:crypto'
import type { AuditLog } from '../audit/store.ts'
import type { NameList } from '../authorities/name-list.ts'
import { Fault, problemOf } from '../faults.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import { type Actor, demand, system } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Originals } from '../ports/originals.ts'
import type { TextReader } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import type { ProofWeights } from '../settings/setting.ts'
import type { UserStore } from '../users/store.ts'
import type { Users } from '../users/users.ts'
import { type Book, type BookChapter, bookOf, PLATES_TITLE, plateText } from './book.ts'
import type { Chapters } from './chapters.ts'
import type { Citing } from './citing.ts'
import type { Generate } from './generating.ts'
import { tell } from './ledger.ts'
import { chaptersInOrder } from './outline.ts'
import { type Plates, printedWords } from './plates.ts'
import {
  approvedBasis,
  type Basis,
  type Decided,
  mayOpen,
  type ProofDecision,
  type ProofDifference,
  type ProofRound,
  proofRecord,
  withoutFile,
} from './proof.ts'
import type { ProofStore } from './proof-store.ts'
import { compareProof } from './proofing/differences.ts'
import { type Rate, rateOf } from './proofing/rate.ts'
import { takenOver } from './proofing/take.ts'
import type { NewProof } from './review-input.ts'
import { nameOf, type ReviewStores } from './reviews.ts'
import { demandUnprinted } from './volume.ts'

export interface ProofView {
  proof: ProofRound
  differences: ProofDifference[]
  /** Of those that are errors of the proof; null: not compared. */
  rate: Rate | null
}
type Stores = ReviewStores & { proofs: ProofStore }

/** Faults of every one: volume.not-found, proof.not-found. */
export interface Proofs {
  /** Oldest first. */
  list(actor: Actor, volumeId: string): Promise<Omit<ProofView, 'differences'>[]>
  get(actor: Actor, volumeId: string, proofId: string): Promise<ProofView>
  /** Faults proof.order, proof.open, proof.no-file, review.file, proof.not-approved (names a chapter). The job compares; null where there is nothing to compare. */
  open(actor: Actor, volumeId: string, input: NewProof): Promise<{ proof: ProofRound; jobId: string | null }>
  /** Faults proof.closed, proof.no-difference; of `taken`: proof.moved, proof.elsewhere, and what saving a chapter may say. */
  decide(
    actor: Actor,
    volumeId: string,
    proofId: string,
    numbers: readonly number[],
    decision: ProofDecision | null,
  ): Promise<ProofView>
  /** Faults proof.closed, proof.not-compared, proof.undecided, password.wrong, login.slow-down. */
  sign(actor: Actor, volumeId: string, proofId: string, input: { password: string; note: string }): Promise<ProofRound>
  /** A wrong file, or no proof at all. Fault proof.closed. */
  recall(actor: Actor, volumeId: string, proofId: string): Promise<ProofRound>
  run(job: Job): Promise<Outcome>
}

export function createProofs(
  deps: Stores & {
    users: Pick<UserStore, 'get'>
    confirm: Users['confirm']
    content: Pick<Chapters, 'save' | 'change' | 'get'>
    citing: Pick<Citing, 'printed'>
    generate: Generate
    pictured: Pick<Plates, 'inBook'>
    originals: Pick<Originals, 'path'>
    reader: Pick<TextReader, 'read'>
    names: () => Promise<NameList>
    weights: () => Promise<ProofWeights>
    transact: Transact<Stores & { audit: AuditLog; jobs: Pick<JobStore, 'add'> }>
    clock: Clock
    wake: () => void
  },
): Proofs {
  const { publications, chapters, reviews, proofs, users, transact, clock } = deps

  async function find(actor: Actor, volumeId: string, proofId: string): Promise<ProofRound> {
    demand(actor, 'volume.compile')
    const proof = await proofs.round(proofId)
    if (proof?.volumeId !== volumeId) throw new Fault('proof.not-found', { id: proofId })
    return proof
  }
  async function rated(proof: ProofRound, differences: readonly ProofDifference[]): Promise<Rate | null> {
    if (!proof.result || proof.result.problem || proof.fileId === null) return null
    const errors = differences.filter(({ decided }) => !decided || decided.decision === 'printer')
    return rateOf(errors, proof.layoutChars ?? proof.result.characters, await deps.weights())
  }
  const subjectOf = async (from: ProofStore, id: string) =>
    ({ kind: 'proof', id, record: proofRecord((await from.round(id))!, await from.differences(id)) }) as const

  /** The versions a proof is compared with. Fault proof.not-approved. */
  async function basisOf(volumeId: string): Promise<Basis[]> {
    const rounds = await reviews.rounds(volumeId)
    const taken: (ProofDifference & { decided: Decided })[] = []
    for (const { id } of await proofs.rounds(volumeId))
      for (const one of await proofs.differences(id))
        if (one.decided?.decision === 'taken') taken.push({ ...one, decided: one.decided })
    const basis: Basis[] = []
    const lines = chaptersInOrder(await publications.outline(volumeId), await chapters.ofVolume(volumeId))
    for (const { id, revision, title, byline, editorNote } of lines) {
      const approved = approvedBasis({ id, revision, title, byline, editorNote }, rounds, taken)
      if (!approved) throw new Fault('proof.not-approved', { title })
      basis.push(approved)
    }
    if (basis.length === 0) throw new Fault('review.empty')
    return basis
  }
  /** As it is printed: with its citations in full, the list of sources, captions, and what is made at each print; its pictures are not looked at. */
  async function bookAt({ volumeId, basis }: ProofRound): Promise<Book> {
    const volume = (await publications.volume(volumeId))!
    const found = new Map<string, BookChapter>()
    for (const { id, revision, ...head } of basis) {
      const [chapter, version] = [await chapters.get(id), await chapters.version(id, revision)]
      if (chapter && version) found.set(id, { ...chapter, ...head, version })
    }
    const image = { bytes: Buffer.alloc(0), mediaType: 'image/jpeg' as const, widthPx: 0, heightPx: 0 }
    const plates = (await deps.pictured.inBook(system, volumeId)).map(({ plate }) => ({
      ...{ ...plate, ...printedWords(plate) },
      ...{ image, placed: { widthMm: 0, heightMm: 0 } },
    }))
    const outline = await publications.outline(volumeId)
    const book = bookOf(volume, outline, found, plates, await deps.names())
    return deps.generate(await deps.citing.printed(system, book))
  }
  async function compared(proof: ProofRound) {
    const file = (await reviews.file(proof.fileId ?? ''))!
    // Neither a PDF nor a Word file is unpacked.
    const read = await deps.reader.read({
      path: deps.originals.path(file.sha256),
      filename: file.name,
      mediaType: file.mediaType,
      scratch: '',
    })
    if (read.kind !== 'text' || read.text.trim() === '') throw new Fault('proof.no-text')
    const { volume, parts, plates } = await bookAt(proof)
    const approved = parts.map((part) =>
      part.kind === 'section' ? { title: part.title } : { ...part.chapter, content: part.chapter.version.content },
    )
    const names = [volume.seriesTitle, volume.title]
    const captions = plates.map((plate) => ({ chapterId: plate.chapterId, text: plateText(plate) }))
    const compared = compareProof(approved, read, { names, loose: [PLATES_TITLE], captions })
    return { ...compared, pages: read.pages.length || 1 }
  }

  /** Into the chapter; the versions before and after. */
  async function take(actor: Actor, proof: ProofRound, difference: ProofDifference): Promise<Decided['revision']> {
    const { chapterId, part, start, end } = difference
    const moved = new Fault('proof.moved', { number: difference.number })
    const read = proof.basis.find(({ id }) => id === chapterId)
    if (part === 'caption' || (chapterId !== null && !read))
      throw new Fault('proof.elsewhere', { number: difference.number })
    if (chapterId === null || !read) throw moved
    const { version, ...chapter } = await deps.content.get(actor, chapterId, null)
    if (part === 'title' || part === 'byline' || part === 'editorNote') {
      if (chapter[part].slice(start, end) !== difference.approved) throw moved
      await deps.content.change(actor, chapterId, {
        [part]: chapter[part].slice(0, start) + difference.proof + chapter[part].slice(end),
      })
      return null
    }
    const before = await chapters.version(chapterId, read.revision)
    const content = takenOver(version.content, before!.content, difference)
    if (!content) throw moved
    const saved = await deps.content.save(actor, chapterId, content, version.revision)
    return { from: version.revision, to: saved.version.revision }
  }

  const view = async (proof: ProofRound): Promise<ProofView> => {
    const differences = await proofs.differences(proof.id)
    return { proof, differences, rate: await rated(proof, differences) }
  }
  async function close(actor: Actor, proof: ProofRound, how: 'signed' | 'recalled', note: string): Promise<ProofRound> {
    const closing = { how, byId: actor.id ?? '', byName: await nameOf(users, actor), note, at: instant(clock) }
    const { rate } = await view(proof)
    await transact(async (tx) => {
      if ((await tx.proofs.round(proof.id))!.closing) throw new Fault('proof.closed')
      await tx.proofs.close(proof.id, closing)
      const details = { stage: proof.stage, ...(rate ? { weighted: rate.weighted, rate: rate.rate } : {}) }
      await tell(
        tx.audit,
        actor,
        how === 'signed' ? 'proof.sign' : 'proof.recall',
        proof.volumeId,
        await subjectOf(tx.proofs, proof.id),
        details,
      )
    })
    return { ...proof, closing }
  }

  return {
    async list(actor, volumeId) {
      demand(actor, 'volume.compile')
      if (!(await publications.volume(volumeId))) throw new Fault('volume.not-found', { id: volumeId })
      const found: Omit<ProofView, 'differences'>[] = []
      for (const proof of await proofs.rounds(volumeId)) found.push({ proof, rate: (await view(proof)).rate })
      return found
    },
    get: async (actor, volumeId, proofId) => view(await find(actor, volumeId, proofId)),
    async open(actor, volumeId, { stage, fileId, layoutChars }) {
      demand(actor, 'volume.compile')
      const volume = await publications.volume(volumeId)
      if (!volume) throw new Fault('volume.not-found', { id: volumeId })
      demandUnprinted(volume)
      if (fileId === null && !withoutFile.includes(stage)) throw new Fault('proof.no-file')
      if (fileId !== null && (await reviews.file(fileId))?.volumeId !== volumeId)
        throw new Fault('review.file', { id: fileId })
      const basis = await basisOf(volumeId)
      const name = await nameOf(users, actor)
      const result = fileId === null ? { characters: 0, otherPages: [], pages: 0, problem: null } : null
      const proof: ProofRound = {
        id: randomUUID(),
        volumeId,
        stage,
        fileId,
        basis,
        layoutChars,
        openedById: actor.id ?? '',
        openedByName: name,
        openedAt: instant(clock),
        result,
        closing: null,
      }
      const jobId = await transact(async (tx) => {
        const rounds = await tx.proofs.rounds(volumeId)
        if (!mayOpen(rounds, stage)) throw new Fault('proof.order')
        if (rounds.some(({ closing }) => closing === null)) throw new Fault('proof.open')
        await tx.proofs.insert(proof)
        const sha256 = fileId === null ? null : (await tx.reviews.file(fileId))!.sha256
        await tell(tx.audit, actor, 'proof.open', volumeId, await subjectOf(tx.proofs, proof.id), { stage, sha256 })
        if (fileId === null) return null
        return tx.jobs.add({
          kind: 'proof',
          subject: proof.id,
          requestedBy: actor.id ?? '',
          input: { volumeId, proofId: proof.id },
        })
      })
      deps.wake()
      return { proof, jobId }
    },
    async decide(actor, volumeId, proofId, numbers, decision) {
      const proof = await find(actor, volumeId, proofId)
      if (proof.closing) throw new Fault('proof.closed')
      const byName = await nameOf(users, actor)
      const known = new Map((await proofs.differences(proofId)).map((one) => [one.number, one]))
      const chosen = numbers.map((number) => {
        const one = known.get(number)
        if (!one) throw new Fault('proof.no-difference', { number })
        // What went into the chapter is taken back there, as any other edit.
        if (one.decided?.decision === 'taken') throw new Fault('proof.taken', { number })
        return one
      })
      const put = (own: readonly number[], revision: Decided['revision']) =>
        transact(async (tx) => {
          if ((await tx.proofs.round(proofId))!.closing) throw new Fault('proof.closed')
          await tx.proofs.decide(proofId, own, decision && { decision, byName, at: instant(clock), revision })
          await tell(tx.audit, actor, 'proof.decide', volumeId, await subjectOf(tx.proofs, proofId), {
            numbers: own,
            decision,
          })
        })
      if (decision !== 'taken') await put(numbers, null)
      // One by one: what was taken over stays, whatever the next one says.
      else for (const one of chosen) await put([one.number], await take(actor, proof, one))
      return view(proof)
    },
    async sign(actor, volumeId, proofId, { password, note }) {
      const proof = await find(actor, volumeId, proofId)
      if (proof.closing) throw new Fault('proof.closed')
      if (!proof.result || proof.result.problem) throw new Fault('proof.not-compared')
      const open = (await proofs.differences(proofId)).filter(({ decided }) => !decided).length
      if (open > 0) throw new Fault('proof.undecided', { count: open })
      if (proof.stage === 'print') await basisOf(volumeId)
      await deps.confirm(actor, password)
      return close(actor, proof, 'signed', note)
    },
    async recall(actor, volumeId, proofId) {
      const proof = await find(actor, volumeId, proofId)
      if (proof.closing) throw new Fault('proof.closed')
      return close(actor, proof, 'recalled', '')
    },
    async run(job) {
      const { proofId, volumeId } = job.input as { proofId: string; volumeId: string }
      const proof = await proofs.round(proofId)
      if (!proof || proof.closing || proof.result) return { is: 'done' }
      let result: NonNullable<ProofRound['result']> = { characters: 0, otherPages: [], pages: 0, problem: null }
      let differences: ProofDifference[] = []
      try {
        const { differences: found, ...rest } = await compared(proof)
        result = { ...rest, problem: null }
        differences = found.map((one, i) => ({ ...one, number: i + 1, decided: null }))
      } catch (error) {
        const problem = problemOf(error)
        if (!problem || problem.code.startsWith('storage.')) throw error
        result = { ...result, problem }
      }
      await transact(async (tx) => {
        await tx.proofs.setResult(proofId, result, differences)
        const details = { differences: differences.length, problem: result.problem?.code ?? null }
        await tell(tx.audit, system, 'proof.compared', volumeId, await subjectOf(tx.proofs, proofId), details)
      })
      return { is: 'done', result: { proofId, differences: differences.length } }
    },
  }
}
