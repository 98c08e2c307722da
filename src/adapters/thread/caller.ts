/** Calling a feature that lives in a worker thread, so that its synchronous queries never stop the web process. */
import { Worker } from 'node:worker_threads'
import { Fault, type Problem } from '../../faults.ts'

export interface ThreadCaller {
  /** Starts the thread before the first call needs it. */
  warm(): void
  call(name: string, args: readonly unknown[]): Promise<unknown>
  close(): Promise<void>
}

interface Reply {
  id: number
  value?: unknown
  problem?: Problem
  error?: unknown
}

/** Starts the thread when it is first needed, and again after it has died. Faults cross as themselves. */
export function createThreadCaller(entry: URL, workerData: unknown): ThreadCaller {
  let thread: Worker | null = null
  let nextId = 1
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()

  function start(): Worker {
    const started = new Worker(entry, {
      workerData,
      // A text as long as any that is searched, folded in both its readings and looked through for what stands in it everywhere, takes 200.
      resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 8 },
    })
    started.on('message', ({ id, value, problem, error }: Reply) => {
      const caller = waiting.get(id)
      waiting.delete(id)
      if (problem) caller?.reject(new Fault(problem.code, problem.details))
      else if (error) caller?.reject(error)
      else caller?.resolve(value)
    })
    started.on('error', () => undefined)
    started.once('exit', () => {
      if (thread === started) thread = null
      for (const { reject } of waiting.values()) reject(new Fault('search.unavailable'))
      waiting.clear()
    })
    started.unref()
    return started
  }

  return {
    warm() {
      thread ??= start()
    },
    call(name, args) {
      thread ??= start()
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        thread!.postMessage({ id, name, args })
      })
    },
    async close() {
      await thread?.terminate()
    },
  }
}
