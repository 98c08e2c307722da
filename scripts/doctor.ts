/** `npm run doctor`: is everything here that the service needs, and what is missing for what it could do besides. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import sharp from 'sharp'
import { readConfig } from '../src/config.ts'

let faults = 0
const say = (isGood: boolean, what: string, remedy = '') => {
  if (!isGood) faults++
  console.log(`${isGood ? '✔' : '✘'} ${what}${isGood || !remedy ? '' : `\n    ${remedy}`}`)
}
const note = (isThere: boolean, what: string, use: string) =>
  console.log(`${isThere ? '✔' : '·'} ${what}${isThere ? '' : ` — 未安装 not installed: ${use}`}`)
const has = (command: string) => spawnSync('which', [command], { stdio: 'ignore' }).status === 0

const [major = 0] = process.versions.node.split('.').map(Number)
say(major >= 24, `Node ${process.versions.node}`, 'npm ci brings Node 24; start through npm')
const config = readConfig()
say(true, 'settings read')
const parent = existsSync(config.storageDir) ? config.storageDir : '.'
let isWritable = true
try {
  accessSync(parent, constants.W_OK)
} catch {
  isWritable = false
}
say(isWritable, 'STORAGE_DIR writable', 'give the service’s user write access to STORAGE_DIR')
const { bavail, bsize } = await statfs(parent)
const free = Math.round((bavail * bsize) / 1e9)
say(free >= 2, `${free} GB free`, 'less than 2 GB: make room before receiving more')
const db = new DatabaseSync(':memory:')
say(
  Boolean(db.prepare("SELECT sqlite_compileoption_used('ENABLE_FTS5') AS fts").get()?.fts),
  `SQLite ${db.prepare('SELECT sqlite_version() AS v').get()?.v} with FTS5`,
)
say(Boolean(sharp.versions.vips), `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`, 'run npm ci again')
if (config.elasticsearch) {
  const answer = await fetch(new URL('_cluster/health', config.elasticsearch.url), {
    headers: config.elasticsearch.apiKey ? { authorization: `ApiKey ${config.elasticsearch.apiKey}` } : {},
  }).catch(() => null)
  say(answer?.ok ?? false, 'Elasticsearch answers', 'until it does, searches are answered by the embedded index')
}
note(has('soffice'), 'LibreOffice', 'reads the few .doc/.wps files that the built-in reader cannot')
note(has('java') && has('mvn'), 'Java and Maven', 'run the tests against a real Elasticsearch')
process.exit(faults > 0 ? 1 : 0)
