import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { settingNames } from '../src/config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

test('every setting is in the README, and every setting in the README exists', (t) => {
  const told = new Set([...readme.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name!))
  t.deepEqual([...told].sort(), [...settingNames].sort())
})

test('every npm script is in the README, and every one in the README exists', (t) => {
  const told = new Set([...readme.matchAll(/npm (?:run )?([a-z][a-z-]*)/g)].map(([, name]) => name!))
  for (const name of ['ci', 'install']) told.delete(name)
  t.deepEqual([...told].filter((name) => !(name in scripts)).sort(), [])
  t.deepEqual(
    Object.keys(scripts)
      // `prestart` and its like are parts of the script they stand before.
      .filter((name) => !told.has(name) && !(name.startsWith('pre') && name.slice(3) in scripts))
      .sort(),
    [],
  )
})

test('every script that package.json names is a file', (t) => {
  for (const [name, command] of Object.entries(scripts)) {
    const file = /exec node (?:--\S+ )*(\S+)/.exec(command)?.[1]
    if (file) t.true(existsSync(join(root, file)), `${name}: ${file}`)
  }
})

test('every file and folder that the README links to is there', (t) => {
  for (const [, target = ''] of readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g))
    t.true(existsSync(join(root, target)), target)
})

test('no two decisions have one number, and each bears it in its heading', (t) => {
  const folder = join(root, 'docs/decisions')
  const files = readdirSync(folder)
  const numbers = files.map((file) => Number(file.slice(0, 4)))
  t.is(new Set(numbers).size, files.length)
  files.forEach((file, i) => {
    t.true(readFileSync(join(folder, file), 'utf8').startsWith(`# ${numbers[i]}. `), file)
  })
})

test('the lock file names no download address', (t) => {
  t.false(/"resolved": "http/.test(readFileSync(join(root, 'package-lock.json'), 'utf8')))
})
