/** 誊录 use-cases: drafts page by page that outlive browser and service; a round that ends makes a version of the text. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { demandAlive, type Item } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TextKind } from '../texts/text.ts'
import type { Texts } from '../texts/texts.ts'
import type { DraftInput } from './input.ts'
import type { TranscriptionStore } from './store.ts'
import {
  after,
  type Draft,
  isOwnWork,
  joined,
  keyOf,
  onSheets,
  type Round,
  roundNames,
  type Sheet,
  type Stage,
  sheetsOf,
  type Transcription,
} from './transcription.ts'

/** Nobody transcribes more in one piece; larger ones are several items. */
const MOST_PAGES = 3000

export interface PageView extends Sheet {
  number: number
  /** As printed on it, or ''. */
  label: string
  /** The draft, or what stands there. */
  text: string
  /** What the present version of the text has here. */
  base: string
  /** The present version was changed here after the draft was begun. */
  isConflict: boolean
  draft: Draft | null
}
export interface TranscriptionView extends Transcription {
  pages: PageView[]
  /** This round is somebody else's: the caller ended the one before. */
  isOwnWork: boolean
}

export interface Transcriptions {
  /** Faults item.not-found, item.no-pages (no pictures), transcription.other-text (its text does not lie on the pictures). */
  get(actor: Actor, itemId: string): Promise<TranscriptionView>
  /** Faults as `get`; transcription.no-page, transcription.stale (somebody else saved this page), transcription.own-work. */
  save(actor: Actor, itemId: string, number: number, input: DraftInput): Promise<PageView>
  /** Ends a round: its pages become a version of the text. Faults as `save`; transcription.conflict, transcription.empty, item.stale. */
  complete(actor: Actor, itemId: string, round: Round): Promise<TranscriptionView>
}

const kinds: Record<Round, TextKind> = { transcribing: 'transcription', first: 'correction', second: 'correction' }

export function createTranscriptions(deps: {
  transcriptions: TranscriptionStore
  items: Pick<Items, 'get'>
  texts: Pick<Texts, 'get' | 'correct'>
  transact: Transact<{ transcriptions: TranscriptionStore; audit: AuditStore }>
  clock: Clock
}): Transcriptions {
  const { transact, clock } = deps

  async function look(actor: Actor, itemId: string): Promise<{ item: Item; view: TranscriptionView }> {
    const { item, objects } = await deps.items.get(actor, itemId)
    demand(actor, 'text.correct')
    demandAlive(item)
    const sheets = sheetsOf(objects)
    if (sheets.length === 0 || sheets.length > MOST_PAGES) throw new Fault('item.no-pages', { id: itemId })
    const present = item.textRevision === null ? null : await deps.texts.get(actor, itemId, item.textRevision)
    const bases = present ? onSheets(sheets, present.text, present.pages) : sheets.map(() => ({ text: '', label: '' }))
    if (!bases) throw new Fault('transcription.other-text', { id: itemId })
    const kept = await deps.transcriptions.get(itemId)
    const state = kept ?? { itemId, stage: present ? ('first' as const) : ('transcribing' as const), ended: [] }
    const drafts = new Map((await deps.transcriptions.drafts(itemId)).map((draft) => [keyOf(draft), draft]))
    const pages = sheets.map((sheet, i): PageView => {
      const draft = drafts.get(keyOf(sheet)) ?? null
      const { text: base, label } = bases[i]!
      return {
        ...sheet,
        label,
        number: i + 1,
        text: draft?.text ?? base,
        base,
        isConflict: draft !== null && draft.base !== base && draft.text !== base,
        draft,
      }
    })
    return { item, view: { ...state, pages, isOwnWork: isOwnWork(state, actor.id) } }
  }
  function demandOther({ isOwnWork: isOwn }: TranscriptionView): void {
    if (isOwn) throw new Fault('transcription.own-work')
  }

  return {
    get: async (actor, itemId) => (await look(actor, itemId)).view,
    async save(actor, itemId, number, input) {
      const { view } = await look(actor, itemId)
      const page = view.pages[number - 1]
      if (!page) throw new Fault('transcription.no-page', { page: number })
      demandOther(view)
      const seen = page.draft?.revision ?? 0
      // What was sent twice over a shaky line is saved once.
      if (page.draft && page.draft.actorId === actor.id && page.draft.revision === input.revision + 1) {
        if (page.draft.text === cleaned(input.text) && page.draft.isDone === input.done) return page
      }
      if (seen !== input.revision) throw new Fault('transcription.stale', { page: number })
      const draft: Draft = {
        itemId,
        objectId: page.objectId,
        page: page.page,
        text: cleaned(input.text),
        base: page.draft && !input.overPresent ? page.draft.base : page.base,
        isDone: input.done,
        revision: seen + 1,
        actorId: actor.id ?? '',
        actorName: actor.username,
        at: instant(clock),
      }
      const isSaved = await transact(async (tx) => {
        // A text that was final is taken up again by its first new draft.
        const stage: Stage = view.stage === 'final' ? 'second' : view.stage
        await tx.transcriptions.put({ itemId, stage, ended: view.ended }, draft.at)
        return tx.transcriptions.save(draft)
      })
      if (!isSaved) throw new Fault('transcription.stale', { page: number })
      return { ...page, text: draft.text, draft, isConflict: draft.base !== page.base && draft.text !== page.base }
    },
    async complete(actor, itemId, round) {
      const { item, view } = await look(actor, itemId)
      if (view.stage !== round) throw new Fault('transcription.stale', { page: 0 })
      demandOther(view)
      const conflict = view.pages.find(({ isConflict }) => isConflict)
      if (conflict) throw new Fault('transcription.conflict', { page: conflict.number })
      const { text, pages } = joined(
        view.pages,
        view.pages.map((page) => page.text),
      )
      if (text.trim() === '') throw new Fault('transcription.empty')
      const input = { text, pages, kind: kinds[round], note: roundNames[round] }
      const { revision } = await deps.texts.correct(actor, itemId, input, item.revision)
      const at = instant(clock)
      const ended = { round, actorId: actor.id ?? '', actorName: actor.username, at, textRevision: revision }
      await transact(async (tx) => {
        await tx.transcriptions.put({ itemId, stage: after[round], ended: [...view.ended, ended] }, at)
        await tx.transcriptions.deleteDrafts(itemId)
        await tx.audit.append({ actor, act: `transcription.${round}`, subject: itemId, details: { revision } })
      })
      return (await look(actor, itemId)).view
    },
  }
}

/** As a text is kept; a page has no line's end at its end. */
const cleaned = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().replace(/\n+$/, '')
