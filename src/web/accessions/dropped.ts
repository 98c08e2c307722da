/** What was dropped or chosen, as files with the path each lay at: folders are walked, their names are kept. */
import { isLeftOver } from './left-over.ts'

export interface LocalFile {
  file: File
  /** `来稿/照片/渡口.jpg`; '' for a file that lay in no folder. */
  path: string
}

const asFile = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))
const some = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))

/**
 * Walks what was dropped; `found` hears of the files so far. Must be called in the drop event itself: afterwards the browser forgets.
 * Entries that cannot be read are left out: they were removed meanwhile.
 */
export async function droppedFiles(transfer: DataTransfer, found: (count: number) => void): Promise<LocalFile[]> {
  const waiting = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []))
  const plain = waiting.length ? [] : [...transfer.files].map((file) => ({ file, path: '' }))
  const files: LocalFile[] = [...plain]
  while (waiting.length > 0) {
    const entry = waiting.shift()!
    const path = entry.fullPath.replace(/^\//, '')
    if (isLeftOver(path)) continue
    if (entry.isFile) {
      const file = await asFile(entry as FileSystemFileEntry).catch(() => null)
      if (file) files.push({ file, path: path.includes('/') ? path : '' })
    } else {
      const reader = (entry as FileSystemDirectoryEntry).createReader()
      // A folder is told in parts; the last one is empty.
      for (let part = await some(reader).catch(() => []); part.length > 0; part = await some(reader).catch(() => []))
        waiting.push(...part)
    }
    found(files.length)
  }
  return files
}

/** From a chooser; a chosen folder is the first part of every path. */
export const chosenFiles = (list: FileList): LocalFile[] =>
  [...list]
    .map((file) => ({ file, path: file.webkitRelativePath }))
    .filter(({ file, path }) => !isLeftOver(path || file.name))
