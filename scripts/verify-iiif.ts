/**
 * `npm run verify-iiif`: the service in a process of its own, asked by the IIIF community's own tools: the Image API validator (level 2, version 3.0)
 * and the classes that are generated from the Presentation API's JSON schema. Exits 1 where they complain, or are not to be had.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startService } from './demo/service.ts'
import { createApi, signIn } from './upload/client.ts'
import { findTools } from './verify-iiif/tools.ts'
import { verifyIiif } from './verify-iiif/verify.ts'

const PASSWORD = 'verify-lantern-orchid'
const tools = await findTools()
if ('missing' in tools) {
  console.log(`IIIF: NOT TESTED. ${tools.missing}`)
  process.exit(1)
}
const folder = await mkdtemp(join(tmpdir(), 'wenshi-iiif-'))
const service = await startService({
  STORAGE_DIR: join(folder, 'storage'),
  PORT: String(await freePort(4000)),
  ADMIN_PASSWORD: PASSWORD,
  ANONYMOUS_READING: 'on',
  LOG_LEVEL: 'error',
})
const token = await signIn(service.url, 'admin', PASSWORD)
const { lines, isWhole } = await verifyIiif(tools, service.url, createApi(service.url, token), token)
console.log(lines.join('\n'))
await service.stop()
await rm(folder, { recursive: true, force: true })
process.exit(isWhole ? 0 : 1)
