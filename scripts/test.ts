/** `npm test`: type check, lint, then every test; prints one closing line that a machine can read. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startElasticsearch } from './elasticsearch/server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const files = process.argv.slice(2)

/** Node of this project first: ava's workers and what they start run on it too. What hundreds of services load is compiled once: a third of a start. */
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'),
}

function check(name: string, args: string[]): boolean {
  const { status } = spawnSync(bin(name), args, { cwd: root, stdio: 'inherit', env })
  console.log(`${name}: ${status === 0 ? 'clean' : 'faults found'}`)
  return status === 0
}

check('node', ['scripts/build.ts', '--if-changed'])
const isClean =
  files.length > 0 ||
  (check('node', ['scripts/web-types.ts']) &&
    check('tsc', []) &&
    check('tsc', ['-p', 'src/web']) &&
    check('biome', ['ci', '.']))

const server = env.WENSHI_TEST_ELASTICSEARCH_URL ? null : await startElasticsearch()
if (server && 'url' in server) {
  env.WENSHI_TEST_ELASTICSEARCH_URL = server.url
  console.log(`Elasticsearch ${server.version} at ${server.url}`)
} else if (server) {
  console.log(`Elasticsearch: NOT TESTED. ${server.missing}`)
  if (env.CI === 'true') process.exit(1)
}

// TAP is what a program can read; what people read is printed from it.
const ava = fileURLToPath(new URL('cli.js', import.meta.resolve('ava')))
const run = spawn(process.execPath, [ava, '--tap', ...files], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
let [passed, failed, skipped] = [0, 0, 0]
/** What failed and what is said of it, told once more at the end: of a long log often only that is kept. */
const failures: string[] = []
let isFailure = false
for await (const line of createInterface({ input: run.stdout })) {
  const [, not, name] = /^(not )?ok \d+ - (.*)$/.exec(line) ?? []
  if (name !== undefined) {
    isFailure = not !== undefined
    const isSkipped = !isFailure && line.includes('# SKIP')
    if (isFailure) failed++
    else if (isSkipped) skipped++
    else passed++
    const told = `  ${isFailure ? '✘' : isSkipped ? 'skipped:' : '✔'} ${name}`
    if (isFailure) failures.push(told)
    console.log(told)
  } else if (!/^(?:TAP version|1\.\.\d|---|\.\.\.|# |$)/.test(line)) {
    if (isFailure) failures.push(`    ${line}`)
    console.log(`    ${line}`)
  }
}
const code = await new Promise<number>((resolve) =>
  run.exitCode === null ? run.once('exit', (status) => resolve(status ?? 1)) : resolve(run.exitCode),
)
if (server && 'stop' in server) await server.stop()
if (!isClean) failed++
for (const line of failures) console.log(line)
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(code === 0 && isClean && passed > 0 ? 0 : 1)
