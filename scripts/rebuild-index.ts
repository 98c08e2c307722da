/** `npm run rebuild-index`: the search index anew from the records; a running service goes on with the old one until the new one is complete. */
import { createWork } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createProgress } from './upload/progress.ts'

const app = await createWork({ ...readConfig(), logLevel: 'error' })
const progress = createProgress()
const started = performance.now()
const { documents } = await app.indexing.rebuild(async (done, total) => {
  progress.show(done, total, '重建 rebuilding')
  return true
})
progress.end()
await app.close()
console.log(`索引已重建 index rebuilt: ${documents} items in ${((performance.now() - started) / 1000).toFixed(1)} s`)
