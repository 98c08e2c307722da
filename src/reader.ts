/** The reader thread of the web process: answers searches on connections of its own (app.ts, `createReading`). */
import { parentPort, workerData } from 'node:worker_threads'
import { createReading } from './app.ts'
import { Fault } from './faults.ts'

const { search } = createReading(workerData)

parentPort!.on('message', async ({ id, name, args }: { id: number; name: keyof typeof search; args: never[] }) => {
  try {
    const call = search[name] as (...args: never[]) => Promise<unknown>
    parentPort!.postMessage({ id, value: await call.call(search, ...args) })
  } catch (error) {
    parentPort!.postMessage(error instanceof Fault ? { id, problem: error.problem } : { id, error })
  }
})
