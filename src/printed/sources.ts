/** The files of an accession that a printed volume is made of, with what was read and drawn of them. */
import type { AccessionStore, StoredLine } from '../accessions/store.ts'
import { stateOf } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { TextStore } from '../texts/store.ts'
import type { SourceFile } from './file-texts.ts'
import { type Gathered, gather } from './gather.ts'
import type { ImportFields, PrintedStore } from './store.ts'

/** More is several volumes: choose a folder. */
const MOST_FILES = 5000
const PAGE = 1000

export interface Source extends Gathered {
  /** Items that are still being read or drawn: what is told may be less than there is. */
  processing: number
}
export interface Folder {
  path: string
  files: number
}

const pathOf = ({ originalPath, filename }: StoredLine): string => originalPath || filename
const isWithin = (path: string, folder: string) => folder === '' || path === folder || path.startsWith(`${folder}/`)
const ofDocument = /\.(?:pdf|txt|docx?|wps|rtf)$/i

export function createSources(deps: {
  accessions: Pick<AccessionStore, 'files'>
  items: Pick<ItemStore, 'getMany'>
  objects: Pick<ObjectStore, 'getMany'>
  texts: Pick<TextStore, 'present' | 'presentPages'>
  printed: Pick<PrintedStore, 'ofItems'>
}) {
  /** One more than may be, where there are too many. */
  async function linesOf(accessionId: string, folder = ''): Promise<StoredLine[]> {
    const found: StoredLine[] = []
    for (let from = 0; found.length <= MOST_FILES; from += PAGE) {
      const { files } = await deps.accessions.files(
        accessionId,
        { outcome: null, state: null, urgent: false },
        { from, size: PAGE },
      )
      // The same bytes again, an empty page perhaps, are a page again.
      const present = files.filter(({ objectId, presentItemId }) => objectId !== null && presentItemId !== null)
      found.push(...present.filter((line) => isWithin(pathOf(line), folder)))
      if (files.length < PAGE) break
    }
    return found.slice(0, MOST_FILES + 1)
  }

  return {
    async source({ accessionId, path, textStart, marksAt }: ImportFields): Promise<Source | null> {
      if (accessionId === null) return null
      const lines = await linesOf(accessionId, path)
      const isCut = lines.length > MOST_FILES
      const objects = new Map(
        (await deps.objects.getMany(lines.map(({ objectId }) => objectId!))).map((one) => [one.id, one]),
      )
      const ids = [...new Set([...objects.values()].map(({ itemId }) => itemId))]
      const items = new Map(
        (await deps.items.getMany(ids))
          .filter(({ deleted, kind }) => !deleted && kind !== 'object')
          .map((one) => [one.id, one]),
      )
      const texts = new Map((await deps.texts.present([...items.keys()])).map((one) => [one.itemId, one]))
      const pages = Map.groupBy(await deps.texts.presentPages([...items.keys()]), ({ itemId }) => itemId)
      const files = lines.flatMap((line): SourceFile[] => {
        const object = objects.get(line.objectId!)
        const item = object && items.get(object.itemId)
        if (!object || !item) return []
        const text = texts.get(item.id)
        const isPdf = object.mediaType === 'application/pdf'
        return [
          {
            objectId: object.id,
            itemId: item.id,
            order: object.order,
            path: pathOf(line),
            mediaType: object.mediaType,
            pictures: isPdf ? (object.pages ?? 0) : object.mediaType.startsWith('image/') ? (object.pages ?? 1) : 0,
            text: text ? { revision: text.revision, text: text.text, pages: pages.get(item.id) ?? [] } : null,
          },
        ]
      })
      const processing = [...items.values()].filter((item) => stateOf(item) === 'processing').length
      const gathered = gather(files, { textStart, marksAt })
      if (isCut) gathered.doubts.push({ code: 'too-many', details: { limit: MOST_FILES } })
      const printed = await deps.printed.ofItems(ids)
      const count = lines.filter(({ objectId }) => printed.has(objects.get(objectId!)?.itemId ?? '')).length
      if (count > 0) gathered.doubts.push({ code: 'printed', details: { count } })
      return { ...gathered, processing }
    },
    /** What a volume may lie in: folders and archive files at the top, and single documents. */
    async folders(accessionId: string): Promise<Folder[]> {
      const counts = new Map<string, number>()
      const add = (path: string) => counts.set(path, (counts.get(path) ?? 0) + 1)
      for (const path of (await linesOf(accessionId)).map(pathOf)) {
        const parts = path.split('/')
        for (let depth = 1; depth < parts.length && depth <= 3; depth++) add(parts.slice(0, depth).join('/'))
        if (ofDocument.test(path)) add(path)
      }
      return [...counts]
        .map(([path, files]) => ({ path, files }))
        .sort((a, b) => a.path.localeCompare(b.path, 'zh', { numeric: true }))
        .slice(0, 200)
    },
  }
}
