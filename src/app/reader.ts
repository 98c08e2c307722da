/** The reader thread of the web process: answers searches on connections of its own (reading.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { Fault } from '../faults.ts'
import { createReading } from './reading.ts'

const search = await createReading(workerData)

parentPort!.on('message', async ({ id, name, args }: { id: number; name: keyof typeof search; args: never[] }) => {
  try {
    const call = search[name] as (...args: never[]) => Promise<unknown>
    parentPort!.postMessage({ id, value: await call.call(search, ...args) })
  } catch (error) {
    parentPort!.postMessage(error instanceof Fault ? { id, problem: error.problem } : { id, error })
  }
})
