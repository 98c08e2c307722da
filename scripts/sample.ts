/** `npm run sample [-- --small] [folder]`: writes the sample archive; made once. */
import { join, resolve } from 'node:path'
import { readConfig } from '../src/config.ts'
import { sizeOf, writeSample } from './sample/write.ts'
import { createProgress } from './upload/progress.ts'

const small = process.argv.includes('--small')
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const folder = given ? resolve(given) : join(readConfig().storageDir, small ? 'sample-small' : 'sample')
const progress = createProgress()
const started = Date.now()
const manifest = await writeSample(folder, { small, report: progress.show })
progress.end()
const megabytes = Math.round((await sizeOf(folder, manifest)) / 1e6)
console.log(
  `样例资料 sample: ${manifest.files.length} files, ${megabytes} MB, ${Math.round((Date.now() - started) / 1000)} s`,
)
