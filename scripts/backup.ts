/** `npm run backup -- <folder>`: records and originals, while the service runs; again onto the same folder copies only what is new. */
import { resolve } from 'node:path'
import { backUp } from '../src/app/backup.ts'
import { readConfig } from '../src/config.ts'

const [target] = process.argv.slice(2)
if (!target) {
  console.error('用法 usage: npm run backup -- <备份文件夹 folder>')
  process.exit(2)
}
const { items, blobs, copied, present, damaged, madeAt } = await backUp(readConfig(), resolve(target), () => undefined)
console.log(
  `备份完成 backed up ${madeAt}: ${items} items, ${blobs} originals; ${copied} files copied, ${present} there already`,
)
for (const sha256 of damaged) console.error(`原件已损坏，未备份 damaged, not copied: ${sha256}`)
process.exit(damaged.length > 0 ? 1 : 0)
