/** The process: reads the settings, starts what ROLE says, ends cleanly on a signal. The only place that exits. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createWeb } from './app/web.ts'
import { createWork } from './app/work.ts'
import { type Config, readConfig } from './config.ts'

const RESTART = 1000

/** The worker as a child of the web process: ends with it, comes back when it dies. */
function startWorker(log: { error(fields: object, message: string): void }) {
  let child: ChildProcess | null = null
  let isStopping = false
  const start = () => {
    child = fork(fileURLToPath(import.meta.url), [], {
      env: { ...process.env, ROLE: 'worker' },
      // The web process keeps its young generation small (package.json); what works may spread.
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.once('exit', (code, signal) => {
      child = null
      if (isStopping) return
      log.error({ code, signal }, 'the worker died; starting it again')
      setTimeout(start, RESTART)
    })
  }
  start()
  return {
    wake: () => {
      if (child?.connected) child.send('wake')
    },
    async stop() {
      isStopping = true
      const { exitCode } = child ?? { exitCode: 0 }
      if (!child || exitCode !== null) return
      const gone = new Promise((resolve) => child!.once('exit', resolve))
      child.kill('SIGTERM')
      const impatient = setTimeout(() => child?.kill('SIGKILL'), 20_000)
      await gone
      clearTimeout(impatient)
    },
  }
}

async function serve(config: Config): Promise<() => Promise<void>> {
  let worker: ReturnType<typeof startWorker> | undefined
  const web = await createWeb(config, { wake: () => worker?.wake() })
  const url = await web.listen()
  if (config.role === 'all') worker = startWorker(web.log)
  console.log(`Wenshi 文史 ${config.version} · ${url} · /api/v1/docs`)
  if (web.admin?.isGenerated)
    console.log(`First start / 首次启动: ${web.admin.username} ${web.admin.password}   (shown once / 只显示这一次)`)
  return async () => {
    await Promise.all([web.close(), worker?.stop()])
  }
}

async function work(config: Config): Promise<() => Promise<void>> {
  const app = await createWork(config)
  process.on('message', () => app.wake())
  // The web process is gone: so are we. Whatever was running is taken back at the next start.
  process.on('disconnect', () => process.exit(0))
  await app.start()
  return app.close
}

async function main(): Promise<void> {
  const config = readConfig()
  const started = config.role === 'worker' ? work(config) : serve(config)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    const impatient = setTimeout(() => process.exit(1), 25_000)
    impatient.unref()
    await (await started)()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  await started
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
