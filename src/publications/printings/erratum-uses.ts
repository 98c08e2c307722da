/** Where else an error stands: every chapter and caption, printed or in work, that has it from the same source. */
import { Fault } from '../../faults.ts'
import type { Actor } from '../../policy.ts'
import { sameStretches } from '../alignment.ts'
import type { ChapterVersion } from '../chapter.ts'
import { blockTexts, textOf, withoutNotes } from '../content.ts'
import { followThrough, stepsBetween } from '../follow.ts'
import { plateName } from '../plate.ts'
import type { ChapterStore, PlateStore } from '../store.ts'
import type { Range } from '../tracing.ts'
import {
  coreOf,
  type Erratum,
  type ErratumState,
  type Kept,
  quotedIn,
  quoteOf,
  rangesIn,
  unitedRanges,
} from './erratum.ts'
import { type ErratumReads, erratumReads, type ReadFrom } from './erratum-reads.ts'
import { type Printing, printedPage } from './printing.ts'
import type { ErratumStore, PrintingStore } from './printing-store.ts'

export interface ErratumUse {
  volumeId: string
  volume: string
  /** null: not printed yet. */
  printing: { id: string; number: number } | null
  part: { kind: 'chapter' | 'plate' | 'other'; id: string; title: string }
  /** As printed; '' where nobody knows. */
  page: string
  /** Of its chapter, from 1; null of captions. */
  paragraph: number | null
  before: string
  exact: string
  after: string
  state: ErratumState
  kept: Kept | null
}
export interface ErratumUses {
  /** To be shared by all errata of one question. */
  reads(actor: Actor): ErratumReads
  of(reads: ErratumReads, erratum: Erratum, onlyVolume?: string): Promise<ErratumUse[]>
}

const AROUND = 16
/** Of an item's versions, so many are gone through one by one. */
const MOST_STEPS = 30

/** Which paragraph of a chapter a place is in, as readers count them. */
function paragraphAt({ content }: Pick<ChapterVersion, 'content'>, at: number): number {
  let [number, end] = [0, 0]
  for (const text of blockTexts(content)) {
    if (text !== '') number++
    end += text.length + 1
    if (at < end) break
  }
  return Math.max(1, number)
}

export function createErratumUses(
  deps: ReadFrom & {
    chapters: Pick<ChapterStore, 'using'>
    plates: Pick<PlateStore, 'using'>
    printings: Pick<PrintingStore, 'printedOf' | 'picturing'>
    errata: Pick<ErratumStore, 'kept'>
  },
): ErratumUses {
  const { chapters, printings } = deps

  /** Where the core stands in other versions of its item's text; the version it was found in is one of them. */
  async function coresAt(
    reads: ErratumReads,
    itemId: string,
    from: number,
    core: Range,
    wanted: ReadonlySet<number>,
  ): Promise<Map<number, Range>> {
    const found = new Map([[from, core]])
    for (const to of wanted) {
      if (to === from) continue
      const [low, high] = [Math.min(from, to), Math.max(from, to)]
      const between = (await reads.revisions(itemId))
        .filter((revision) => revision >= low && revision <= high)
        .sort((a, b) => (from < to ? a - b : b - a))
      const gone = between.length > MOST_STEPS ? [from, to] : between
      const read: string[] = []
      for (const revision of gone) read.push(await reads.text(itemId, revision))
      const place = followThrough(stepsBetween(read), core)
      if (place.state !== 'lost') found.set(to, { start: place.start, end: place.end })
    }
    return found
  }
  /** Where words of one version of a chapter stand in another one. */
  function inVersion(from: ChapterVersion, to: ChapterVersion, core: Range): Range[] {
    const [was, is] = [textOf(from.content), textOf(to.content)]
    if (was === is) return [core]
    const place = followThrough([sameStretches(was, is)], core)
    return place.state === 'lost' ? quotedIn(is, quoteOf(was, core)) : [{ start: place.start, end: place.end }]
  }

  async function of(reads: ErratumReads, erratum: Erratum, onlyVolume?: string): Promise<ErratumUse[]> {
    if (erratum.withdrawn) return []
    const { place, source, right, wrong, cause } = erratum
    const kept = await deps.errata.kept(erratum.id)
    const foundIn = (await reads.printing(erratum.printingId))!
    const found: ErratumUse[] = []
    const add = (use: Omit<ErratumUse, 'kept' | 'volume'>, volume: string) => {
      const own = kept.get(use.part.id) ?? null
      found.push({ ...use, volume, kept: own, state: own ? 'kept' : use.state })
    }
    const isWanted = (volumeId: string) => onlyVolume === undefined || volumeId === onlyVolume
    /** An impression of the same sheets: what stands on a page of the one stands there in the other. */
    const isSameSetting = (printing: Printing | null) => printing?.proofId === foundIn.proofId
    /** It still stands in the chapter as it is now. */
    async function isStill(printed: ChapterVersion, core: Range): Promise<boolean> {
      const chapter = await reads.chapter(printed.chapterId)
      const present = chapter && (await reads.version(chapter.id, chapter.revision))
      return present !== undefined && inVersion(printed, present, core).length > 0
    }

    async function inChapter(
      volumeId: string,
      printing: Printing | null,
      title: string,
      version: ChapterVersion,
      ranges: readonly Range[],
    ) {
      const text = textOf(version.content)
      for (const range of unitedRanges(ranges)) {
        const isOwn = isSameSetting(printing) && place.kind === 'passage' && place.chapterId === version.chapterId
        // Where somebody pointed, what they pointed at is told.
        const isPointed = isOwn && place.start - 1 <= range.start && range.end <= place.end + 1
        const shown = isPointed ? place : range
        const state = cause === 'misprint' || (await isStill(version, range)) ? 'open' : 'done'
        const starts = printing ? await reads.pages(printing.id) : []
        add(
          {
            volumeId,
            printing: printing && { id: printing.id, number: printing.number },
            part: { kind: 'chapter', id: version.chapterId, title },
            page: (isPointed && erratum.page) || String(printedPage(starts, version.chapterId, range.start) ?? ''),
            paragraph: paragraphAt(version, range.start),
            before: withoutNotes(text.slice(Math.max(0, shown.start - AROUND), shown.start)),
            exact: isPointed ? wrong : withoutNotes(text.slice(shown.start, shown.end)),
            after: withoutNotes(text.slice(shown.end, shown.end + AROUND)),
            state,
          },
          await reads.volumeName(volumeId),
        )
      }
    }

    /** Every printed version, every present one, and those in work that had it when it was found. */
    async function fromSource(itemId: string, textRevision: number, core: Range) {
      const own: { volumeId: string; printing: Printing | null; title: string; version: ChapterVersion }[] = []
      for (const { printingId, chapterId, revision } of await printings.printedOf(itemId)) {
        const printing = (await reads.printing(printingId))!
        if (!isWanted(printing.volumeId)) continue
        const { title = '' } = printing.text.chapters.find(({ id }) => id === chapterId) ?? {}
        const version = (await reads.version(chapterId, revision))!
        own.push({ volumeId: printing.volumeId, printing, title, version })
      }
      const present = (await chapters.using(itemId)).map(({ chapter, volume }) => ({
        ...{ volumeId: volume.id, chapterId: chapter.id, revision: chapter.revision, title: chapter.title },
      }))
      for (const { chapterId, revision, volumeId, title } of [...present, ...erratum.inWork])
        if (isWanted(volumeId))
          own.push({ volumeId, printing: null, title, version: (await reads.version(chapterId, revision))! })
      const wanted = new Set(
        own.flatMap(({ version }) =>
          version.basedOn.flatMap((based) => (based.itemId === itemId ? [based.textRevision] : [])),
        ),
      )
      const at = await coresAt(reads, itemId, textRevision, core, wanted)
      const quote = quoteOf(await reads.text(itemId, textRevision), core)
      const told = new Set<string>()
      for (const { volumeId, printing, title, version } of own) {
        // Of a chapter that is told as printed, the text in work is its state; each is told once.
        const isTold = told.has(version.chapterId) && (!printing || told.has(`${printing.id} ${version.chapterId}`))
        const ranges = isTold ? [] : [...rangesIn(version, itemId, at), ...quotedIn(textOf(version.content), quote)]
        if (ranges.length === 0) continue
        told.add(version.chapterId).add(`${printing?.id} ${version.chapterId}`)
        await inChapter(volumeId, printing, title, version, ranges)
      }
    }

    async function inCaptions(itemId: string) {
      const say = (caption: string) => {
        const at = caption.indexOf(wrong)
        return at < 0
          ? null
          : {
              before: caption.slice(Math.max(0, at - AROUND), at),
              exact: wrong,
              after: caption.slice(at + wrong.length, at + wrong.length + AROUND),
            }
      }
      const printed = new Set<string>()
      const present = new Map<string, string>()
      const placed = (await deps.plates.using(itemId)).map(({ plate }) => plate)
      for (const { volumeId } of placed)
        for (const { id, caption } of await reads.plates(volumeId)) present.set(id, caption.text)
      for (const id of await printings.picturing(itemId)) {
        const printing = (await reads.printing(id))!
        for (const plate of printing.text.plates) {
          const said = plate.itemId === itemId && isWanted(printing.volumeId) ? say(plate.caption) : null
          if (plate.itemId === itemId) printed.add(plate.id)
          if (!said) continue
          const isPointed = id === erratum.printingId && place.kind === 'plate' && place.plateId === plate.id
          const state = cause === 'misprint' || (present.get(plate.id) ?? '').includes(wrong) ? 'open' : 'done'
          const part = { kind: 'plate' as const, id: plate.id, title: plateName(plate.kind, plate.number) }
          const page = isPointed ? erratum.page : ''
          add(
            {
              ...{ volumeId: printing.volumeId, printing: { id, number: printing.number }, part, page },
              ...{ paragraph: null, ...said, state },
            },
            await reads.volumeName(printing.volumeId),
          )
        }
      }
      for (const { id, volumeId } of placed) {
        const said = isWanted(volumeId) && !printed.has(id) ? say(present.get(id) ?? '') : null
        if (!said) continue
        const plate = (await reads.plates(volumeId)).find((one) => one.id === id)!
        const part = { kind: 'plate' as const, id, title: plateName(plate.kind, plate.number) }
        add(
          { volumeId, printing: null, part, page: '', paragraph: null, ...said, state: 'open' },
          await reads.volumeName(volumeId),
        )
      }
    }

    /** Only in this book: words of its text in every printing that has them, whatever else is wrong in every one of the same setting. */
    async function inThisBook() {
      const { volumeId } = erratum
      if (!isWanted(volumeId)) return
      const isOfText = cause === 'edited' || cause === 'source'
      const all = (await reads.printingsOf(volumeId)).filter((one) => isOfText || isSameSetting(one))
      const versionIn = async (printing: Printing, chapterId: string) => {
        const chapter = printing.text.chapters.find(({ id }) => id === chapterId)
        const version = chapter && (await reads.version(chapter.id, chapter.revision))
        return version && { title: chapter.title, version }
      }
      if (place.kind === 'passage') {
        const first = await versionIn(foundIn, place.chapterId)
        if (!first) return
        const core = cause === 'misprint' ? place : coreOf(textOf(first.version.content), place, right)
        for (const printing of all) {
          const own = await versionIn(printing, place.chapterId)
          if (own)
            await inChapter(volumeId, printing, own.title, own.version, inVersion(first.version, own.version, core))
        }
        return
      }
      for (const { id, number, text } of all) {
        const plate = place.kind === 'plate' ? text.plates.find((one) => one.id === place.plateId) : undefined
        if (place.kind === 'plate' && !plate) continue
        const part = plate
          ? { kind: 'plate' as const, id: plate.id, title: plateName(plate.kind, plate.number) }
          : { kind: 'other' as const, id: volumeId, title: '' }
        add(
          {
            ...{ volumeId, printing: { id, number }, part, page: erratum.page, paragraph: null },
            ...{ before: '', exact: wrong, after: '', state: 'open' },
          },
          await reads.volumeName(volumeId),
        )
      }
    }

    if (source && 'core' in source) {
      try {
        await fromSource(source.itemId, source.textRevision, source.core)
      } catch (error) {
        // The source is not for this reader any more: the book has it all the same.
        if (!(error instanceof Fault && error.kind === 'absent')) throw error
        found.length = 0
        await inThisBook()
      }
    } else if (source) await inCaptions(source.itemId)
    else await inThisBook()
    return found
  }
  return { reads: (actor) => erratumReads(deps, actor), of }
}
