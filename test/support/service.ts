/** The real service in a process of its own, on a temporary storage and a port that was free. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const PASSWORD = 'pomegranate-lantern-7'
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Service {
  url: string
  storage: string
  process: ChildProcess
  /** Everything it printed. */
  output: string[]
  stop(): Promise<number | null>
  /** kill -9 of the web process; what it started must follow by itself. */
  kill(): Promise<void>
}

/** For a service that comes back where it was. */
export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** The password of the first administrator, printed after the address where none was given. */
export async function printedPassword(service: Service): Promise<string> {
  for (;;) {
    const line = service.output.find((one) => one.includes('首次启动'))
    if (line) return / admin (\S+) {3}/.exec(line)![1]!
    await rest(20)
  }
}

export const temporary = (): string => mkdtempSync(join(tmpdir(), 'wenshi-test-'))
export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** `program`: another build of the service. */
export async function startService(
  storage: string,
  env: Record<string, string> = {},
  program = main,
): Promise<Service> {
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      STORAGE_DIR: storage,
      PORT: '0',
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'error',
      INGEST_CONCURRENCY: '2',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  createInterface({ input: child.stderr }).on('line', (line) => output.push(line))
  const lines = createInterface({ input: child.stdout })
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      output.push(line)
      const found = /http:\/\/[^\s]+:\d+/.exec(line)?.[0]
      if (found) resolve(found)
    })
    gone.then((code) => reject(new Error(`the service ended with ${code}: ${output.join('\n')}`)))
  })
  return {
    url,
    storage,
    process: child,
    output,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      return gone
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Processes that are left for good: children end a moment after their parent, and those of other tests come and go meanwhile. */
export async function leftBehind(storage: string): Promise<number[]> {
  let left = running(storage)
  for (let wait = 0; wait < 600 && left.length > 0; wait++) {
    await rest(100)
    const still = running(storage)
    left = left.filter((pid) => still.includes(pid))
  }
  return left
}

/** Processes that belong to this storage: the service's own, found by their environment. */
function running(storage: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1])
        return (
          environment.includes(`STORAGE_DIR=${storage}\0`) ||
          (command.includes('adapters/child/entry.ts') && parent === 1)
        )
      } catch {
        return false
      }
    })
}
