/**
 * `npm run import -- <folder> [--url …] [--token …] [--title …]`: a folder from disk into the archive, with its relative paths. Run it again after an
 * interruption: what was acknowledged is skipped by a small list outside the folder, the rest is sent; nothing is doubled.
 */
import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createApi, type LocalFile, sendAll } from './upload/client.ts'
import { createProgress } from './upload/progress.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    token: { type: 'string' },
    title: { type: 'string' },
    state: { type: 'string', default: join(homedir(), '.wenshi-import') },
  },
})
const [given] = positionals
const token = values.token ?? process.env.WENSHI_TOKEN
if (!given || !token) {
  console.error(
    '用法 usage: npm run import -- <文件夹 folder> --token <令牌 token> [--url http://127.0.0.1:3000] [--title 批次题名]\n令牌也可用环境变量 WENSHI_TOKEN；在 POST /api/v1/tokens 取得。',
  )
  process.exit(2)
}
const folder = resolve(given)

/** One line per acknowledged file, and the accession on the first. */
const stateFile = join(
  values.state,
  `${createHash('sha256').update(`${values.url}\n${folder}`).digest('hex').slice(0, 16)}.jsonl`,
)
interface Line {
  accession?: string
  relative?: string
  size?: number
  modified?: number
}
await mkdir(values.state, { recursive: true })
const lines = (await readFile(stateFile, 'utf8').catch(() => ''))
  .split('\n')
  .filter(Boolean)
  .flatMap((line): Line[] => {
    try {
      return [JSON.parse(line)]
    } catch {
      // Cut in the middle of a line: that file is sent again.
      return []
    }
  })

const files: (LocalFile & { modified: number })[] = []
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || /^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(entry.name)) continue
  const path = join(entry.parentPath, entry.name)
  const { size, mtimeMs } = await stat(path)
  files.push({ path, relative: relative(folder, path), size, modified: Math.round(mtimeMs) })
}
files.sort((a, b) => (a.relative < b.relative ? -1 : 1))

const api = createApi(values.url, token)
const known = new Set(lines.map(({ relative: path, size, modified }) => `${path}\n${size}\n${modified}`))
const left = files.filter((file) => !known.has(`${file.relative}\n${file.size}\n${file.modified}`))
let accession = lines.find((line) => line.accession)?.accession
if (!accession) {
  accession = (
    await api.post<{ id: string }>('/accessions', { title: values.title ?? `导入 ${folder.split('/').at(-1)}` })
  ).id
  await appendFile(stateFile, `${JSON.stringify({ accession })}\n`)
}
if (left.length < files.length)
  console.log(`接着上次 resuming: ${files.length - left.length} of ${files.length} were acknowledged before`)

const progress = createProgress()
const outcomes = { accepted: 0, duplicate: 0, rejected: 0 }
let done = 0
await sendAll(api, accession, left, async (batch, results) => {
  done += batch.length
  const acknowledged: string[] = []
  for (const [i, { outcome, problem }] of results.entries()) {
    const file = batch[i] as (typeof files)[number]
    outcomes[outcome]++
    if (outcome === 'rejected') console.log(`\n拒收 refused: ${file.relative} — ${problem?.detail}`)
    else acknowledged.push(JSON.stringify({ relative: file.relative, size: file.size, modified: file.modified }))
  }
  if (acknowledged.length) await appendFile(stateFile, `${acknowledged.join('\n')}\n`)
  progress.show(done, left.length, '导入 importing')
})
progress.end()
console.log(
  `接收 accepted ${outcomes.accepted} · 重复 duplicate ${outcomes.duplicate} · 拒收 refused ${outcomes.rejected} · accession ${accession}`,
)
process.exit(outcomes.rejected > 0 ? 1 : 0)
