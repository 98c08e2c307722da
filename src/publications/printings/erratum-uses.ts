/** Where else an error stands: every chapter and caption, printed or in work, that has it from the same source. */
import { Fault } from '../../faults.ts'
import type { Actor } from '../../policy.ts'
import type { Texts } from '../../texts/texts.ts'
import { sameStretches } from '../alignment.ts'
import type { ChapterVersion } from '../chapter.ts'
import { blockTexts, NOTE, textOf } from '../content.ts'
import { followThrough, stepsBetween } from '../follow.ts'
import type { Plates } from '../plates.ts'
import type { ChapterStore, PlateStore, PublicationStore } from '../store.ts'
import type { Range } from '../tracing.ts'
import { volumeName } from '../volume.ts'
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
export type ErratumUses = (actor: Actor, erratum: Erratum, onlyVolume?: string) => Promise<ErratumUse[]>

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
const plain = (text: string) => text.replaceAll(NOTE, '')

export function createErratumUses(deps: {
  publications: Pick<PublicationStore, 'volume'>
  chapters: ChapterStore
  plates: Pick<PlateStore, 'using'>
  pictured: Pick<Plates, 'list'>
  printings: PrintingStore
  errata: Pick<ErratumStore, 'kept'>
  texts: Pick<Texts, 'get' | 'versions'>
}): ErratumUses {
  const { chapters, printings, texts } = deps

  /** Where the core stands in other versions of its item's text; the version it was found in is one of them. */
  async function coresAt(actor: Actor, itemId: string, from: number, core: Range, wanted: ReadonlySet<number>) {
    const found = new Map([[from, core]])
    for (const to of wanted) {
      if (to === from) continue
      const { items } = await texts.versions(actor, itemId, { page: 1, size: 200 })
      const [low, high] = [Math.min(from, to), Math.max(from, to)]
      const between = items
        .map(({ revision }) => revision)
        .filter((revision) => revision >= low && revision <= high)
        .sort((a, b) => (from < to ? a - b : b - a))
      const gone = between.length > MOST_STEPS ? [from, to] : between
      const read: string[] = []
      for (const revision of gone) read.push((await texts.get(actor, itemId, revision)).text)
      const place = followThrough(stepsBetween(read), core)
      if (place.state !== 'lost') found.set(to, { start: place.start, end: place.end })
    }
    return found
  }

  /** It still stands in the chapter as it is now. */
  async function isStill(printed: ChapterVersion, core: Range): Promise<boolean> {
    const chapter = await chapters.get(printed.chapterId)
    const present = chapter && (await chapters.version(chapter.id, chapter.revision))
    if (!present) return false
    const [was, is] = [textOf(printed.content), textOf(present.content)]
    if (was === is) return true
    const isThere = followThrough([sameStretches(was, is)], core).state !== 'lost'
    return isThere || quotedIn(is, quoteOf(was, core)).length > 0
  }

  return async (actor, erratum, onlyVolume) => {
    const { place, source, right, wrong, cause } = erratum
    const kept = await deps.errata.kept(erratum.id)
    const found: ErratumUse[] = []
    const volumes = new Map<string, string | null>()
    const nameOf = async (id: string) => {
      if (!volumes.has(id)) {
        const volume = await deps.publications.volume(id)
        volumes.set(id, volume ? volumeName(volume) : null)
      }
      return volumes.get(id) ?? ''
    }
    const starts = new Map<string, Awaited<ReturnType<PrintingStore['pages']>>>()
    const pageOf = async ({ id }: Printing, chapterId: string, at: number) => {
      if (!starts.has(id)) starts.set(id, await printings.pages(id))
      return String(printedPage(starts.get(id) ?? [], chapterId, at) ?? '')
    }
    const add = (use: Omit<ErratumUse, 'kept' | 'volume'>, volume: string) => {
      const own = kept.get(use.part.id) ?? null
      found.push({ ...use, volume, kept: own, state: own ? 'kept' : use.state })
    }
    const isWanted = (volumeId: string) => onlyVolume === undefined || volumeId === onlyVolume

    async function inChapter(
      volumeId: string,
      printing: Printing | null,
      title: string,
      version: ChapterVersion,
      ranges: readonly Range[],
    ) {
      const text = textOf(version.content)
      for (const range of unitedRanges(ranges)) {
        const isOwn =
          printing?.id === erratum.printingId && place.kind === 'passage' && place.chapterId === version.chapterId
        // Where somebody pointed, what they pointed at is told.
        const isPointed = isOwn && place.start - 1 <= range.start && range.end <= place.end + 1
        const shown = isPointed ? place : range
        const state = cause === 'misprint' || (await isStill(version, range)) ? 'open' : 'done'
        add(
          {
            volumeId,
            printing: printing && { id: printing.id, number: printing.number },
            part: { kind: 'chapter', id: version.chapterId, title },
            page:
              (isPointed && erratum.page) || (printing ? await pageOf(printing, version.chapterId, range.start) : ''),
            paragraph: paragraphAt(version, range.start),
            before: plain(text.slice(Math.max(0, shown.start - AROUND), shown.start)),
            exact: isPointed ? wrong : plain(text.slice(shown.start, shown.end)),
            after: plain(text.slice(shown.end, shown.end + AROUND)),
            state,
          },
          await nameOf(volumeId),
        )
      }
    }

    /** Every printed version, every present one, and those in work that had it when it was found. */
    async function fromSource(itemId: string, textRevision: number, core: Range) {
      const versions: { volumeId: string; printing: Printing | null; title: string; version: ChapterVersion }[] = []
      for (const { printingId, version } of await printings.printedOf(itemId)) {
        const printing = (await printings.get(printingId))!
        const { title = '' } = printing.text.chapters.find(({ id }) => id === version.chapterId) ?? {}
        versions.push({ volumeId: printing.volumeId, printing, title, version })
      }
      for (const { chapter, volume } of await chapters.using(itemId)) {
        const version = (await chapters.version(chapter.id, chapter.revision))!
        versions.push({ volumeId: volume.id, printing: null, title: chapter.title, version })
      }
      for (const { chapterId, revision, volumeId, title } of erratum.inWork)
        versions.push({ volumeId, printing: null, title, version: (await chapters.version(chapterId, revision))! })
      const own = versions.filter(({ volumeId }) => isWanted(volumeId))
      const wanted = new Set(
        own.flatMap(({ version }) =>
          version.basedOn.flatMap((based) => (based.itemId === itemId ? [based.textRevision] : [])),
        ),
      )
      const at = await coresAt(actor, itemId, textRevision, core, wanted)
      const quote = quoteOf((await texts.get(actor, itemId, textRevision)).text, core)
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
        for (const { id, caption } of (await deps.pictured.list(actor, volumeId)).items) present.set(id, caption.text)
      const titleOf = (kind: 'plate' | 'figure', number: number) => `${kind === 'plate' ? '图版' : '插图'} ${number}`
      for (const id of await printings.picturing(itemId)) {
        const printing = (await printings.get(id))!
        for (const plate of printing.text.plates) {
          const said = plate.itemId === itemId && isWanted(printing.volumeId) ? say(plate.caption) : null
          if (plate.itemId === itemId) printed.add(plate.id)
          if (!said) continue
          const isPointed = id === erratum.printingId && place.kind === 'plate' && place.plateId === plate.id
          const state = cause === 'misprint' || (present.get(plate.id) ?? '').includes(wrong) ? 'open' : 'done'
          const part = { kind: 'plate' as const, id: plate.id, title: titleOf(plate.kind, plate.number) }
          const page = isPointed ? erratum.page : ''
          add(
            {
              ...{ volumeId: printing.volumeId, printing: { id, number: printing.number }, part, page },
              ...{ paragraph: null, ...said, state },
            },
            await nameOf(printing.volumeId),
          )
        }
      }
      for (const { id, volumeId } of placed) {
        const said = isWanted(volumeId) && !printed.has(id) ? say(present.get(id) ?? '') : null
        if (!said) continue
        const { kind, number } = (await deps.pictured.list(actor, volumeId)).items.find((one) => one.id === id)!
        const part = { kind: 'plate' as const, id, title: titleOf(kind, number) }
        add(
          { volumeId, printing: null, part, page: '', paragraph: null, ...said, state: 'open' },
          await nameOf(volumeId),
        )
      }
    }

    /** Only in the book it was found in. */
    async function inThisBook(printing: Printing) {
      if (place.kind === 'passage') {
        const chapter = printing.text.chapters.find(({ id }) => id === place.chapterId)
        const version = chapter && (await chapters.version(chapter.id, chapter.revision))
        if (!chapter || !version) return
        const core = cause === 'misprint' ? place : coreOf(textOf(version.content), place, right)
        return inChapter(printing.volumeId, printing, chapter.title, version, [core])
      }
      const plate = place.kind === 'plate' ? printing.text.plates.find(({ id }) => id === place.plateId) : undefined
      const part = plate
        ? { kind: 'plate' as const, id: plate.id, title: `${plate.kind === 'plate' ? '图版' : '插图'} ${plate.number}` }
        : { kind: 'other' as const, id: erratum.volumeId, title: '' }
      const { volumeId, id, number } = printing
      let state: ErratumState = 'open'
      if (plate && cause !== 'misprint') {
        const present = (await deps.pictured.list(actor, volumeId)).items.find((one) => one.id === plate.id)
        if (!present?.caption.text.includes(wrong)) state = 'done'
      }
      add(
        {
          ...{ volumeId, printing: { id, number }, part, page: erratum.page, paragraph: null },
          ...{ before: '', exact: wrong, after: '', state },
        },
        await nameOf(volumeId),
      )
    }

    if (erratum.withdrawn) return []
    if (source && 'core' in source) {
      try {
        await fromSource(source.itemId, source.textRevision, source.core)
      } catch (error) {
        // The source is not for this reader any more: the book has it all the same.
        if (!(error instanceof Fault && error.kind === 'absent')) throw error
        found.length = 0
        await inThisBook((await printings.get(erratum.printingId))!)
      }
    } else if (source) await inCaptions(source.itemId)
    else if (isWanted(erratum.volumeId)) await inThisBook((await printings.get(erratum.printingId))!)
    return found
  }
}
