/** Starts the service the way `npm start` does, and waits until it is ready. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Started {
  url: string
  child: ChildProcess
  stop(): Promise<void>
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** The wanted port, or the next free one. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port++) if (await isFree(port)) return port
  throw new Error(`ports ${from}–${from + 99} are all taken`)
}

/** The demo's administrator: made once, kept beside the data so that the second run can sign in. */
export async function login(storageDir: string, given: string | null): Promise<string> {
  const file = join(storageDir, 'demo-login.json')
  if (given) return given
  if (existsSync(file)) return (JSON.parse(await readFile(file, 'utf8')) as { password: string }).password
  const password = randomBytes(9).toString('base64url')
  await mkdir(storageDir, { recursive: true })
  await writeFile(file, JSON.stringify({ username: 'admin', password }), { mode: 0o600 })
  return password
}

export async function startService(env: Record<string, string>): Promise<Started> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  // The script's last word is an `exec`: the shell becomes the service, so signals and the pid are its own.
  const child = spawn('sh', ['-c', scripts.start], {
    cwd: root,
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${env.PORT}`
  let code: number | null = null
  const gone = new Promise<void>((resolve) =>
    child.once('exit', (status) => {
      code = status ?? 1
      resolve()
    }),
  )
  for (let i = 0; i < 300 && code === null; i++) {
    if (
      await fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
    ) {
      return {
        url,
        child,
        async stop() {
          child.kill('SIGTERM')
          await gone
        },
      }
    }
    await rest(200)
  }
  child.kill('SIGKILL')
  throw new Error('the service did not become ready; its messages are above')
}
