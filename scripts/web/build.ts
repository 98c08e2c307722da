/** Builds the client when its sources differ from those of the last build, so that nobody is shown an old one. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = join(root, 'src', 'web')
const dist = join(root, 'dist')
const stamp = join(dist, 'build.json')
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** Of every source file and of the libraries' versions. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of [...filesIn(sources), join(root, 'package.json')])
    hash.update(relative(root, file)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

const stamped = (): string | null =>
  existsSync(stamp) ? ((JSON.parse(readFileSync(stamp, 'utf8')) as { sources: string }).sources ?? null) : null

async function compress(): Promise<void> {
  for (const file of filesIn(dist).filter((name) => /\.(?:js|css|html|svg)$/.test(name))) {
    const data = readFileSync(file)
    writeFileSync(`${file}.br`, await brotli(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
    writeFileSync(`${file}.gz`, await zip(data, { level: 9 }))
  }
}

/** True where it was built. `always`: also where nothing changed. */
export async function buildClient({ always = false, quiet = true } = {}): Promise<boolean> {
  const present = fingerprint()
  if (!always && stamped() === present) return false
  // Only who builds needs the builder: an installation without it serves what was built elsewhere.
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')])
  await build({
    configFile: false,
    root: sources,
    plugins: [react()],
    logLevel: quiet ? 'warn' : 'info',
    build: {
      outDir: dist,
      emptyOutDir: true,
      // The CSP allows files of our own and nothing within the page.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2022',
      chunkSizeWarningLimit: 1500,
    },
  })
  await compress()
  writeFileSync(stamp, JSON.stringify({ sources: present }))
  return true
}
