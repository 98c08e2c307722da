/** `npm run restore -- <folder>`: a backup into an empty STORAGE_DIR; the next start makes index and thumbnails anew. */
import { resolve } from 'node:path'
import { restore } from '../src/app/backup.ts'
import { readConfig } from '../src/config.ts'

const [source] = process.argv.slice(2)
if (!source) {
  console.error('用法 usage: npm run restore -- <备份文件夹 folder>')
  process.exit(2)
}
try {
  const { items, blobs, madeAt, missing, damaged } = await restore(readConfig(), resolve(source), () => undefined)
  console.log(`已恢复 restored the backup of ${madeAt}: ${items} items, ${blobs} originals`)
  for (const sha256 of [...missing, ...damaged])
    console.error(`备份里缺失或损坏 missing or damaged in the backup: ${sha256}`)
  process.exit(missing.length + damaged.length > 0 ? 1 : 0)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
