/** Pictures that came in one folder, or one ZIP, and are called like pages: probably one manuscript. People decide. Pure. */
import type { Item } from '../items/item.ts'
import type { StoredLine } from './store.ts'

/** More is no manuscript but an archive of its own. */
const MOST_PAGES = 500
/** Proposals at once. */
const MOST = 20
/** Cameras and telephones number whatever they took: that alone says nothing. */
const camera = /^(?:DSC|DSCF|DSCN|IMG|PICT|P\d{7}|mmexport|wx_camera|微信图片|Screenshot)/i
/** A folder that says what it holds. */
const ofPhotographs = /照|相册|影集|photo|album/i
const ofPages = /手稿|稿|文稿|抄本|账|簿|册|书信|信件|来信|日记|页|扫描|scan|page/i
const picture = /\.(?:jpe?g|png|tiff?|heic|heif|webp|bmp|gif)$/i

type Named = Pick<StoredLine, 'filename' | 'originalPath'>
export const isPicture = (line: StoredLine): boolean =>
  line.outcome === 'accepted' &&
  line.presentItemId !== null &&
  line.originalPath !== null &&
  picture.test(line.filename)

/** The path without the name; '' where it lay in no folder. */
const folderOf = ({ originalPath }: Pick<Named, 'originalPath'>): string => {
  const path = originalPath ?? ''
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}
/** The last figures of a name, and what stands before them. */
function numbered({ filename }: Pick<Named, 'filename'>): { stem: string; number: number } | null {
  const found = /^(.*?)(\d{1,15})\D*\.[^.]+$/s.exec(filename)
  return found ? { stem: found[1]!, number: Number(found[2]) } : null
}

export interface PageFolder<One> {
  folder: string
  /** By their numbers. */
  pages: One[]
}

/**
 * Folders in which every file is a picture of an item of its own, all called alike but for their numbers. `all`: every line of the
 * accession; a folder that holds anything else is none.
 */
export function pageFolders<One extends { line: Named; itemId: string; kind: Item['kind'] }>(
  pictures: readonly One[],
  all: readonly (Named & Pick<StoredLine, 'outcome'>)[],
): PageFolder<One>[] {
  const filesIn = new Map<string, number>()
  for (const line of all) {
    const folder = folderOf(line)
    if (line.outcome === 'accepted') filesIn.set(folder, (filesIn.get(folder) ?? 0) + 1)
  }
  const folders: PageFolder<One>[] = []
  for (const [folder, found] of Map.groupBy(pictures, ({ line }) => folderOf(line))) {
    if (folder === '' || found.length < 2 || found.length > MOST_PAGES || filesIn.get(folder) !== found.length) continue
    if (new Set(found.map(({ itemId }) => itemId)).size !== found.length) continue
    if (!found.every(({ kind }) => kind === 'photograph' || kind === 'scan')) continue
    const pages = found
      .flatMap((one) => {
        const told = numbered(one.line)
        return told ? [{ one, ...told }] : []
      })
      .sort((a, b) => a.number - b.number)
    if (pages.length !== found.length || new Set(pages.map(({ stem }) => stem)).size !== 1) continue
    const name = folder.slice(folder.lastIndexOf('/') + 1)
    // A folder that is called a manuscript is one, whatever took its pictures; else their numbers must follow one another.
    const isNamed = ofPages.test(name) && !ofPhotographs.test(name)
    const isRow = pages.every(({ number }, i) => number === pages[0]!.number + i)
    if (!isNamed && (!isRow || ofPhotographs.test(name) || camera.test(pages[0]!.one.line.filename))) continue
    folders.push({ folder, pages: pages.map(({ one }) => one) })
    if (folders.length === MOST) break
  }
  return folders
}
