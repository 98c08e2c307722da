/** The main of every child process: loads the module named on the command line and runs its `handle` for each task. */
import { Worker } from 'node:worker_threads'
import { Fault } from '../../faults.ts'

const [, , module = '', parent = ''] = process.argv

// Ends this process when its parent is gone, even while the main thread is stuck in a loop of somebody's bytes. The parent names itself: it may be
// gone before this line.
const watch = `const parent = ${Number(parent)}; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 300)`
new Worker(watch, { eval: true }).unref()
process.on('disconnect', () => process.exit())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

const { handle } = (await import(module)) as { handle: (task: unknown) => Promise<unknown> }

/** Nowhere to write is nothing that the file did wrong: it is tried again. */
const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException)?.code ?? '')

/** A parent that is gone hears nothing, and `disconnect` ends this process. */
const tell = (message: unknown) => process.send?.(message, undefined, undefined, () => undefined)

process.on('message', async ({ id, task }: { id: number; task: unknown }) => {
  try {
    tell({ id, value: await handle(task) })
  } catch (error) {
    if (!(error instanceof Fault)) console.error(error)
    tell({
      id,
      problem: error instanceof Fault ? error.problem : { code: isFull(error) ? 'storage.full' : 'child.crashed' },
    })
  }
})
tell({ ready: true })
