/** What the children of the pool's tests do. */
import { Fault } from '../../src/faults.ts'

export interface Task {
  do: 'double' | 'fault' | 'throw' | 'hang' | 'grow' | 'exit' | 'wait'
  value?: number
}

export async function handle(task: Task): Promise<number> {
  if (task.do === 'fault') throw new Fault('file.damaged', { reason: '样例' })
  if (task.do === 'throw') throw new Error('expected in this test')
  if (task.do === 'exit') process.exit(7)
  if (task.do === 'hang') for (;;) Math.random()
  if (task.do === 'wait') await new Promise((resolve) => setTimeout(resolve, task.value))
  if (task.do === 'grow') {
    const kept: Buffer[] = []
    for (let i = 0; i < 4000; i++) {
      kept.push(Buffer.alloc(4 << 20, i))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return kept.length
  }
  return (task.value ?? 0) * 2
}
