/** Child processes with limits on time and memory, one task failing alone (ports/child-pool.ts). */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { Fault, type FaultCode, type Problem } from '../../faults.ts'
import type { ChildLimits, StartPool } from '../../ports/child-pool.ts'

interface Waiting {
  task: unknown
  limits: ChildLimits
  /** Was in a child that died: its next try is with nobody beside it. */
  isAlone: boolean
  resolve: (value: never) => void
  reject: (error: unknown) => void
}
interface Running extends Waiting {
  timer: NodeJS.Timeout
}
interface Child {
  process: ChildProcess
  running: Map<number, Running>
  /** Why we killed it, and for which task. */
  killed: { code: FaultCode; id: number | null } | null
}

const entry = new URL('./entry.ts', import.meta.url)
const PAGE_BYTES = 4096
const WATCH = 400

/** No secret of the service reaches a child. */
const environment = () => {
  const { PATH = '', LANG = 'C.UTF-8', TZ = '', HOME = '/nonexistent', NODE_COMPILE_CACHE = '' } = process.env
  return { PATH, LANG, TZ, HOME, NODE_COMPILE_CACHE, MALLOC_ARENA_MAX: '2', VIPS_WARNING: '0' }
}

const residentBytes = (pid: number | undefined): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES
  } catch {
    // Not Linux, or gone already: the heap limit and the timeout remain.
    return 0
  }
}

export const startPool: StartPool = ({ module, children: most, inFlight, nice, limits, started }) => {
  const queue: Waiting[] = []
  const children = new Set<Child>()
  let nextId = 1
  let isClosing = false
  let closed: (() => void) | undefined

  function start(): Child {
    const heap = Math.max(256, Math.floor((limits.memory / (1 << 20)) * (2 / 3)))
    const child: Child = {
      process: fork(entry, [module.href, String(process.pid)], {
        serialization: 'advanced',
        env: environment(),
        execArgv: [`--max-old-space-size=${heap}`, '--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
      running: new Map(),
      killed: null,
    }
    children.add(child)
    child.process.once('spawn', () => {
      started?.(child.process.pid!)
      try {
        setPriority(child.process.pid!, nice)
      } catch {
        // A host that does not let us be polite.
      }
    })
    child.process.on('message', (message: { id?: number; value?: unknown; problem?: Problem }) => {
      const { id } = message
      const task = id === undefined ? undefined : child.running.get(id)
      if (id === undefined || !task) return
      clearTimeout(task.timer)
      child.running.delete(id)
      if (message.problem) task.reject(new Fault(message.problem.code, message.problem.details))
      else task.resolve(message.value as never)
      dispatch()
    })
    const gone = () => {
      if (!children.delete(child)) return
      for (const [id, task] of child.running) {
        clearTimeout(task.timer)
        if (child.killed?.code === 'child.timeout' && child.killed.id === id) task.reject(new Fault('child.timeout'))
        else if (task.isAlone) task.reject(new Fault(child.killed?.code ?? 'child.crashed'))
        else queue.unshift({ ...task, isAlone: true })
      }
      dispatch()
    }
    child.process.once('exit', gone)
    // Every message to a child that is dying fails by itself: one listener for one error would leave the second to end this process.
    child.process.on('error', gone)
    return child
  }

  function kill(child: Child, code: FaultCode, id: number | null): void {
    child.killed ??= { code, id }
    child.process.kill('SIGKILL')
  }

  function assign(child: Child, task: Waiting): void {
    const id = nextId++
    const timer = setTimeout(() => kill(child, 'child.timeout', id), task.limits.timeout)
    child.running.set(id, { ...task, timer })
    child.process.send({ id, task: task.task })
  }

  const hasRoom = (child: Child, task: Waiting) =>
    !child.killed &&
    (task.isAlone
      ? child.running.size === 0
      : child.running.size < inFlight && ![...child.running.values()].some((other) => other.isAlone))

  function dispatch(): void {
    for (let i = 0; i < queue.length; ) {
      const task = queue[i]!
      const child =
        [...children].sort((a, b) => a.running.size - b.running.size).find((one) => hasRoom(one, task)) ??
        (children.size < most ? start() : undefined)
      if (!child) {
        // One that must be alone waits for a child to empty; what comes after it may fill another, but not this way for ever.
        if (task.isAlone) break
        i++
        continue
      }
      queue.splice(i, 1)
      assign(child, task)
    }
    if (isClosing && queue.length === 0 && [...children].every((child) => child.running.size === 0)) {
      for (const child of children) child.process.disconnect()
      closed?.()
    }
  }

  const watch = setInterval(() => {
    for (const child of children)
      if (child.running.size > 0 && residentBytes(child.process.pid) > limits.memory) kill(child, 'child.memory', null)
  }, WATCH)
  watch.unref()

  return {
    run: (task, own) =>
      new Promise((resolve, reject) => {
        if (isClosing) return reject(new Fault('service.stopping'))
        queue.push({ task, limits: { ...limits, ...own }, isAlone: false, resolve, reject })
        dispatch()
      }),
    async close() {
      isClosing = true
      clearInterval(watch)
      await new Promise<void>((resolve) => {
        closed = resolve
        dispatch()
      })
    },
  }
}
