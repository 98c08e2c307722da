import { spawn } from 'node:child_process'
import { once } from 'node:events'
import test from 'ava'
import { startPool } from '../../../src/adapters/child/pool.ts'
import { Fault } from '../../../src/faults.ts'
import type { Task } from '../../support/task.ts'

const module = new URL('../../support/task.ts', import.meta.url)
const MIB = 1 << 20
const start = (
  options: { inFlight?: number; timeout?: number; memory?: number; started?: (pid: number) => void } = {},
) =>
  startPool<Task, number>({
    module,
    children: 1,
    inFlight: options.inFlight ?? 1,
    nice: 10,
    limits: { timeout: options.timeout ?? 20_000, memory: options.memory ?? 600 * MIB },
    ...(options.started ? { started: options.started } : {}),
  })
const codeOf = (error: unknown) => (error instanceof Fault ? error.code : String(error))
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const gone = async (pid: number) => {
  for (let i = 0; i < 200 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 50))
  return !isAlive(pid)
}

test('a value comes back, and a fault comes back as itself', async (t) => {
  const pool = start()
  t.is(await pool.run({ do: 'double', value: 21 }), 42)
  const fault = await t.throwsAsync<Fault>(pool.run({ do: 'fault' }), { instanceOf: Fault })
  t.deepEqual(fault.problem, { code: 'file.damaged', details: { reason: '样例' } })
  t.is(codeOf(await t.throwsAsync(pool.run({ do: 'throw' }))), 'child.crashed')
  t.is(await pool.run({ do: 'double', value: 2 }), 4)
  await pool.close()
})

test('a task that hangs is ended; its neighbours are done all the same', async (t) => {
  const pool = start({ inFlight: 3 })
  const [hung, ...others] = await Promise.allSettled([
    pool.run({ do: 'hang' }, { timeout: 1500 }),
    pool.run({ do: 'double', value: 1 }),
    pool.run({ do: 'double', value: 2 }),
  ])
  t.is(codeOf((hung as PromiseRejectedResult).reason), 'child.timeout')
  t.deepEqual(
    others.map((one) => (one as PromiseFulfilledResult<number>).value),
    [2, 4],
  )
  await pool.close()
})

test('a task that grows too large is ended, and the next one works', async (t) => {
  const pool = start({ memory: 300 * MIB })
  t.is(codeOf(await t.throwsAsync(pool.run({ do: 'grow' }))), 'child.memory')
  t.is(await pool.run({ do: 'double', value: 4 }), 8)
  await pool.close()
})

test('a task that kills its child is tried once more alone, then fails alone', async (t) => {
  const pids = new Set<number>()
  const pool = start({ inFlight: 2, started: (pid) => pids.add(pid) })
  const [dead, well] = await Promise.allSettled([pool.run({ do: 'exit' }), pool.run({ do: 'wait', value: 300 })])
  t.is(codeOf((dead as PromiseRejectedResult).reason), 'child.crashed')
  t.is(well.status, 'fulfilled')
  t.true(pids.size >= 2)
  await pool.close()
})

test('closing lets what runs end, and leaves no child', async (t) => {
  let child = 0
  const pool = start({ started: (pid) => (child = pid) })
  const running = pool.run({ do: 'wait', value: 400 })
  await Promise.all([pool.close(), running])
  t.true(await gone(child))
})

test('a parent that is killed takes its children with it, even one stuck in a loop', async (t) => {
  const script = `
    import { startPool } from ${JSON.stringify(new URL('../../../src/adapters/child/pool.ts', import.meta.url).href)}
    const pool = startPool({ module: new URL(${JSON.stringify(module.href)}), children: 1, inFlight: 1, nice: 0,
      limits: { timeout: 60000, memory: 2 ** 30 }, started: (pid) => console.log(pid) })
    pool.run({ do: 'hang' })`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const child = Number(line.toString())
  t.true(isAlive(child))
  parent.kill('SIGKILL')
  t.true(await gone(child))
})
