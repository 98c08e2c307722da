/**
 * `npm run rebuild-index`: the search index anew from the records, as a job: a running service may do it, and answers from the old one until then.
 * Broken off, it goes on where it stood.
 */
import { createWork } from '../src/app/work.ts'
import { readConfig } from '../src/config.ts'
import { createProgress } from './upload/progress.ts'

const app = await createWork({ ...readConfig(), logLevel: 'error' })
const progress = createProgress()
const started = performance.now()
const job = await app.rebuildIndex(({ state, phase, done, total, problem }) => {
  if (state === 'running' && phase) progress.show(done, total ?? 0, `重建 rebuilding ${phase}`)
  else if (problem) progress.show(done, total ?? 0, `等待 waiting (${problem.code})`)
})
progress.end()
await app.close()
if (job.state === 'done') {
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`索引已重建 index rebuilt: ${job.result?.documents} items in ${seconds} s`)
} else {
  console.error(`索引未重建 index not rebuilt: ${job.state} ${job.problem?.code ?? ''}`)
  process.exitCode = 1
}
