import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'

const root = fileURLToPath(new URL('..', import.meta.url))
const src = join(root, 'src')

/** Folders of plumbing and composition; every other folder of src/ is a feature. */
const rooms = new Set(['app', 'hanzi', 'ports', 'adapters', 'http', 'api', 'web'])

interface Import {
  from: string
  to: string
  isType: boolean
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))

/** Every import of ours in a source text: `import type` and imports of nothing but types count as types. */
function importsOf(path: string, text: string): Import[] {
  const found: Import[] = []
  for (const [, typeWord, names = '', specifier = ''] of text.matchAll(
    /(?:import|export)\s+(type\s+)?(?:([\w*{}\s,$]+?)\s+from\s+)?['"](\.[^'"]+)['"]/g,
  )) {
    const inside = /\{([\s\S]*)\}/.exec(names)?.[1]
    const isAllTypes =
      inside !== undefined &&
      names.trim().startsWith('{') &&
      inside.split(',').every((one) => one.trim() === '' || one.trim().startsWith('type '))
    found.push({
      from: relative(src, path),
      to: relative(src, resolve(dirname(path), specifier)),
      isType: Boolean(typeWord) || isAllTypes,
    })
  }
  for (const [, specifier = ''] of text.matchAll(/import\(\s*['"](\.[^'"]+)['"]/g)) {
    found.push({ from: relative(src, path), to: relative(src, resolve(dirname(path), specifier)), isType: false })
  }
  return found
}

const roomOf = (path: string) => (path.includes('/') ? path.split('/')[0]! : '')
const adapterOf = (path: string) => path.split('/')[1]!
const isFeature = (path: string) => path.includes('/') && !rooms.has(roomOf(path))

/** The table of architecture.md. Null = allowed, else why not. */
function verdict({ from, to, isType }: Import): string | null {
  const [room, target] = [roomOf(from), roomOf(to)]
  if (to.startsWith('..')) return to === '../package.json' ? null : 'nothing outside src/'
  const allowed = (...names: string[]) => names.some((name) => (name.endsWith('.ts') ? to === name : target === name))
  if (from === 'faults.ts' || from === 'config.ts') return 'imports nothing of ours'
  if (from === 'policy.ts') return allowed('faults.ts') ? null : 'policy imports faults only'
  if (room === 'app') return null
  if (from === 'main.ts') return allowed('app', 'config.ts') ? null : 'the process imports app and config'
  if (target === 'app') return 'nobody looks up to the composition'
  if (room === 'hanzi') return target === 'hanzi' ? null : 'hanzi imports nothing of ours'
  if (room === 'ports') return target === 'ports' || allowed('faults.ts') ? null : 'ports import faults only'
  if (room === 'http') return target === 'http' || allowed('faults.ts', 'ports') ? null : 'http knows no feature'
  if (room === 'api') {
    if (target === 'adapters' || target === 'web') return 'api never sees adapters'
    return target === '' && !allowed('faults.ts', 'policy.ts') ? 'api imports features, http, hanzi, faults' : null
  }
  if (room === 'web') return target === 'web' || to === 'hanzi/captions.ts' ? null : 'web is a client of the API only'
  if (room === 'adapters') {
    if (target === 'adapters') return adapterOf(from) === adapterOf(to) ? null : 'never another adapter'
    if (target === 'http' || target === 'api' || target === 'web') return 'adapters see no edge'
    if (allowed('faults.ts', 'policy.ts', 'hanzi', 'ports'))
      return allowed('policy.ts') && !isType ? 'policy as a type only' : null
    // Pure rules and nouns of a feature are part of its store port's contract.
    return isFeature(to) &&
      (isType ||
        /\/(?:item|accession|submission|job|chain|text|media-type|authority|book|content|front|manuscript|type-area)\.ts$/.test(
          to,
        ))
      ? null
      : 'adapters import feature types and nouns'
  }
  if (isFeature(from)) {
    if (target === room || allowed('faults.ts', 'policy.ts', 'hanzi', 'ports')) return null
    if (!isFeature(to)) return 'features see no adapter, no edge, no composition'
    return isType ||
      /\/(?:item|reference-code|accession|job|text|right|citation|reference|volume|printed)\.ts$/.test(to)
      ? null
      : 'other features by type, or their pure noun'
  }
  return 'a file in no room'
}

const all = files(src).flatMap((path) => importsOf(path, readFileSync(path, 'utf8')))
const complaints = (imports: readonly Import[]) =>
  imports.flatMap((one) => (verdict(one) ? [`${one.from} → ${one.to}: ${verdict(one)}`] : []))

test('every import keeps to the table', (t) => {
  t.true(all.length > 200, 'the imports were found')
  t.deepEqual(complaints(all), [])
})

test('a planted forbidden import is found', (t) => {
  const planted: [string, string][] = [
    ['items/items.ts', "import { openDatabase } from '../adapters/sqlite/database.ts'"],
    ['items/items.ts', "import { createTexts } from '../texts/texts.ts'"],
    ['http/server.ts', "import { createItems } from '../items/items.ts'"],
    ['api/items.ts', "import { createItemStore } from '../adapters/sqlite/items.ts'"],
    ['hanzi/fold.ts', "import { Fault } from '../faults.ts'"],
    ['adapters/sqlite/items.ts', "import { syncFolder } from '../disk/durable.ts'"],
    ['ports/clock.ts', "import type { Item } from '../items/item.ts'"],
    ['api/items.ts', "import { createArchive } from '../app/archive.ts'"],
    ['main.ts', "import { createItems } from './items/items.ts'"],
  ]
  for (const [path, line] of planted) {
    const found = complaints(importsOf(join(src, path), line))
    t.is(found.length, 1, `${path}: ${line}`)
  }
  t.log(complaints(planted.flatMap(([path, line]) => importsOf(join(src, path), line))).join('\n'))
})

test('no two features import each other in a circle', (t) => {
  const edges = Map.groupBy(
    all.filter(({ from, to, isType }) => isFeature(from) && isFeature(to) && !isType),
    ({ from }) => from,
  )
  const walk = (path: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(path)) return [...trail, path]
    for (const { to } of edges.get(path) ?? []) {
      const circle = walk(to, [...trail, path])
      if (circle) return circle
    }
    return null
  }
  for (const path of edges.keys()) t.is(walk(path, []), null)
})

test('process.env is read in config.ts, and in the child pool that keeps it from children', (t) => {
  const readers = files(src).filter((path) =>
    /process\.env\b/.test(readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
  )
  t.deepEqual(readers.map((path) => relative(src, path)).sort(), ['adapters/child/pool.ts', 'config.ts', 'main.ts'])
})

test('no drawer: a folder or file is named after its idea', (t) => {
  const drawers = files(src).filter((path) =>
    /(?:^|\/)(?:utils?|helpers?|common|misc|lib|services|managers)(?:\/|\.ts$)/.test(relative(src, path)),
  )
  t.deepEqual(drawers, [])
})
