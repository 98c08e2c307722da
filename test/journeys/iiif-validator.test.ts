import test from 'ava'
import { createApi } from '../../scripts/upload/client.ts'
import { findTools, type Tools } from '../../scripts/verify-iiif/tools.ts'
import { verifyIiif } from '../../scripts/verify-iiif/verify.ts'
import { tokenOf } from '../support/client.ts'
import { remove, startService, temporary } from '../support/service.ts'

const tools = await findTools()
const name = 'the IIIF validator passes whole at level 2, and manifests are valid by the schema of the Presentation API'
const check = test.macro(async (t, found: Tools) => {
  const storage = temporary()
  const service = await startService(storage, { ANONYMOUS_READING: 'on' })
  try {
    const token = await tokenOf(service.url)
    const { lines, isWhole } = await verifyIiif(found, service.url, createApi(service.url, token), token)
    t.true(isWhole, lines.join('\n'))
    t.regex(lines.join('\n'), /Done \(3\d tests, 0 failures\)/)
  } finally {
    await service.stop()
    remove(storage)
  }
})
if ('missing' in tools) test.skip(`${name}: NOT TESTED. ${tools.missing}`, check, {} as Tools)
else test(name, check, tools)
