/** The IIIF community's tools are Python: installed once, from PyPI, into an environment of their own under node_modules/.cache. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The validator asks for no more than Apache-2.0 and BSD; nothing of either is part of this project. */
const PACKAGES = ['iiif-validator==1.0.5', 'iiif-prezi3==3.1.1']
const folder = fileURLToPath(new URL('../../node_modules/.cache/verify-iiif', import.meta.url))
const MINUTE = 60_000

const run = promisify(execFile)

export interface Tools {
  /** Runs a program of Python with these arguments; what it printed, and how it ended. */
  python(args: readonly string[], input?: string): Promise<{ output: string; code: number }>
  validator: string
}

const firstLine = (error: unknown): string => {
  const { stderr = '', message = '' } = error as { stderr?: string; message?: string }
  return (stderr.trim().split('\n').at(-1) || message).slice(0, 300)
}

/** The tools, or why there are none: no Python, no PyPI, no libmagic. */
export async function findTools(): Promise<Tools | { missing: string }> {
  const python = join(folder, 'bin', 'python')
  const ready = join(folder, 'ready')
  try {
    if (!existsSync(ready)) {
      await rm(folder, { recursive: true, force: true })
      await run('python3', ['-m', 'venv', folder], { timeout: MINUTE })
      const options = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20']
      await run(python, ['-m', 'pip', 'install', ...options, ...PACKAGES], { timeout: 4 * MINUTE })
      await run(python, ['-c', 'import iiif_validator.validator, iiif_prezi3'], { timeout: MINUTE })
      await writeFile(ready, PACKAGES.join('\n'))
    }
  } catch (error) {
    return { missing: `Needed: Python 3 with venv, libmagic, and PyPI within reach (${firstLine(error)})` }
  }
  return {
    validator: join(folder, 'bin', 'iiif-validate.py'),
    python: (args, input = '') =>
      new Promise((resolve) => {
        const child = execFile(python, args, { timeout: 2 * MINUTE, maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
          resolve({ output: stdout + stderr, code: typeof error?.code === 'number' ? error.code : error ? 1 : 0 }),
        )
        child.stdin!.on('error', () => undefined)
        child.stdin!.end(input)
      }),
  }
}
