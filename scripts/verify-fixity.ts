/** `npm run verify-fixity`: every original read and compared with its sha256; names what is not what it was, and then exits 1. */
import { createWork } from '../src/app/work.ts'
import { readConfig } from '../src/config.ts'
import { system } from '../src/policy.ts'

const app = await createWork({ ...readConfig(), logLevel: 'silent' })
const { checked, bad } = await app.verifyFixity(system)
for (const { objectId, itemId, kind, filename, sha256 } of bad)
  console.error(`${kind}: ${filename}  item ${itemId}  object ${objectId}  sha256 ${sha256}`)
await app.close()
console.log(`固定性检查 fixity: ${checked} originals checked, ${bad.length} bad`)
process.exit(bad.length > 0 ? 1 : 0)
