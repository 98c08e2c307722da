import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { acts as permissions } from '../../src/policy.ts'
import { rounds } from '../../src/transcriptions/transcription.ts'
import { admin as en } from '../../src/web/words/admin.en.ts'
import { admin as zhCN } from '../../src/web/words/admin.zh-CN.ts'

const src = fileURLToPath(new URL('../../src/', import.meta.url))
/** What the ends of acts that are put together may be. */
const ends: Record<string, readonly string[]> = {
  'authority.${act}': ['add', 'change', 'remove', 'merge', 'restore'].map((act) => `authority.${act}`),
  "report.${outcome ?? 'reopen'}": ['report.accepted', 'report.refused', 'report.reopen'],
  'access.${decision}': ['access.granted', 'access.refused'],
  'transcription.${round}': rounds.map((round) => `transcription.${round}`),
  '${kind}.${act}': ['era', 'period'].flatMap((kind) => ['add', 'change', 'remove'].map((act) => `${kind}.${act}`)),
}

/** Names in the files that write to the audit, but for rights and faults; said as `act:` or given on to what appends. */
function written(): Set<string> {
  const found = new Set<string>()
  const faults = readFileSync(`${src}faults.ts`, 'utf8')
  for (const file of readdirSync(src, { recursive: true }).map(String)) {
    if (!file.endsWith('.ts') || /^(?:web|http|api)\//.test(file)) continue
    const text = readFileSync(src + file, 'utf8')
    for (const [, said = ''] of text.matchAll(/\bact: [^,\n]*?'([a-z-]+\.[a-z-]+|refusals)'/g))
      if (!(said in permissions)) found.add(said)
    for (const [, made = ''] of text.matchAll(/\bact: `([^`]+)`/g))
      if (!/\{string\}$/.test(made)) for (const one of ends[made] ?? [made]) found.add(one)
    if (!/\baudit\b/.test(text) || file.startsWith('adapters/')) continue
    for (const [said] of text.matchAll(/(?<=')[a-z-]+\.[a-z-]+(?=')/g))
      if (!(said in permissions) && !faults.includes(`'${said}'`)) found.add(said)
  }
  return found
}

test('every act that is written has a word in both languages', (t) => {
  const acts = written()
  t.true(acts.size > 90, `only ${acts.size} were found`)
  for (const act of ['item.create', 'item.put-back', 'outline.add', 'user.suspend', 'user.resume', 'refusals'])
    t.true(acts.has(act), act)
  for (const act of acts) {
    t.truthy(zhCN.audit.acts[act], act)
    t.truthy(en.audit.acts[act], act)
  }
})
