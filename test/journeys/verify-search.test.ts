/** Both engines against a scan that reads every text to its end; and a planted fault makes the two differ. */
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test, { type ExecutionContext } from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { filled } from '../../scripts/verify-search/archive.ts'
import { type Planned, planned } from '../../scripts/verify-search/corpus.ts'
import { tokensOf } from '../../scripts/verify-search/tokens.ts'
import { verify } from '../../scripts/verify-search/verify.ts'
import { fold, gaps } from '../../src/hanzi/fold.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { PASSWORD, remove, startService, temporary } from '../support/service.ts'

const SEED = 19_450_815

/** A service, filled with these texts; of another build where `program` says. */
async function opened(t: ExecutionContext, plan: readonly Planned[], env: Record<string, string>, program?: string) {
  const folder = temporary()
  const files = plan.map(({ name, data }) => {
    const path = join(folder, name)
    writeFileSync(path, data)
    return { path, relative: name, size: Buffer.byteLength(data) }
  })
  const service = await startService(join(folder, 'storage'), env, program)
  t.teardown(async () => {
    await service.stop()
    remove(folder)
  })
  const engine = env.ELASTICSEARCH_URL ? 'elasticsearch' : 'sqlite'
  return filled({ engine, url: service.url, password: PASSWORD }, files, plan)
}

test.serial(
  'every kind of question is answered as by a scan, on both engines, to all and to a researcher',
  async (t) => {
    const random = createRandom(SEED)
    const plan = planned(random, 40)
    const archives = [await opened(t, plan, {})]
    const url = elasticsearchUrl()
    if (url) {
      const prefix = randomPrefix()
      t.teardown(() => removeIndices(url, prefix))
      archives.push(await opened(t, plan, { ELASTICSEARCH_URL: url, ELASTICSEARCH_PREFIX: prefix }))
    }
    const differences: string[] = []
    const { hits, occurrences } = await verify(archives, { queries: 160, random }, (what) => differences.push(what))
    t.deepEqual(differences.slice(0, 5), [])
    t.true(hits > 1000 && occurrences > 5000, `${hits} hits, ${occurrences} occurrences`)
  },
)

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The service with one line of it exchanged. */
function spoilt(t: ExecutionContext, file: string, right: string, wrong: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'wenshi-spoilt-'))
  t.teardown(() => remove(folder))
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const path = join(folder, 'src', file)
  const text = readFileSync(path, 'utf8')
  t.is(text.split(right).length, 2, `${file} has the line once`)
  writeFileSync(path, text.replace(right, wrong))
  return join(folder, 'src', 'main.ts')
}

class Differs extends Error {}

for (const [what, file, right, wrong] of [
  ['a number is found inside another', 'hanzi/packed.ts', 'if (wholeRun && at > 0', 'if (wholeRun && at < 0'],
  ['marks run over page furniture', 'hanzi/phrases.ts', 'if (i === at || gap[i]! & gaps.NOTE)', 'if (i === at)'],
  ['a switch keeps nothing apart', 'hanzi/keep.ts', 'a === b || written(a, keep) === written(b, keep)', 'true'],
  ['nearness is off by one', 'search/finding.ts', 'if (between <= distance', 'if (between < distance'],
  ['a researcher sees what is internal', 'policy.ts', "internal: ['editor'", "internal: ['researcher', 'editor'"],
] as const)
  test.serial(`a planted fault is found: ${what}`, async (t) => {
    const random = createRandom(SEED)
    const plan = planned(random, 16)
    const archive = await opened(t, plan, {}, spoilt(t, file, right, wrong))
    const found = verify([archive], { queries: 600, random }, (difference) => {
      throw new Differs(difference)
    })
    await t.throwsAsync(found, { instanceOf: Differs })
  })

/** Whatever a text may hold that a rule of §1 speaks of. */
const pieces = [
  ...'国國车車⻓⼀豈㐀々〻○◯OoＯ〇零二八年月日193８0，,.．·。！\n 　①㊿*＊†aBé½²㈠㍿㎡Ⅳａß□■⿰ガｶﾞ한ア丗〹〥—…“”（）〔〕xQ٣３k−5万亿\u200b\u00ad\ufeff\u0301',
  ...[
    '𰻞',
    '𠀀',
    '[1]',
    '［12］',
    '〔3〕',
    '〔注4〕',
    '（注5）',
    '(注5)',
    '[1234]',
    'ﬁ',
    '⿰亻尔',
    '⿱⿰亻尔一',
    'か\u3099',
    '\u{2f800}',
  ],
]

test('the scan reads every string as the fold does, though neither knows of the other', (t) => {
  const random = createRandom(SEED)
  for (let n = 0; n < 20_000; n++) {
    const text = Array.from({ length: random.int(1, 9) }, () => random.pick(pieces)).join('')
    const { tok, st, en, gap } = fold(text)
    const folded = tok.map((token, i) => [token, st[i], en[i], (gap[i]! & gaps.NOTE) !== 0])
    const scanned = tokensOf(text).map(({ token, start, end, isParted }) => [token, start, end, isParted])
    if (JSON.stringify(folded) !== JSON.stringify(scanned)) t.deepEqual(scanned, folded, text)
  }
  t.pass()
})
