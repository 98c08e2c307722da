/** The main of every child process: loads the module named on the command line and runs its `handle` for each task. */
import { Worker } from 'node:worker_threads'
import { Fault } from '../../faults.ts'

// Ends this process when its parent is gone, even while the main thread is stuck in a loop of somebody's bytes.
const watch = `const parent = ${process.ppid}; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 300)`
new Worker(watch, { eval: true }).unref()
process.on('disconnect', () => process.exit())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

const { handle } = (await import(process.argv[2]!)) as { handle: (task: unknown) => Promise<unknown> }

process.on('message', async ({ id, task }: { id: number; task: unknown }) => {
  try {
    process.send?.({ id, value: await handle(task) })
  } catch (error) {
    if (!(error instanceof Fault)) console.error(error)
    process.send?.({ id, problem: error instanceof Fault ? error.problem : { code: 'child.crashed' } })
  }
})
process.send?.({ ready: true })
