/**
 * Work on untrusted bytes in child processes with limits. A child that dies, hangs or grows too large fails its one task, never the service.
 * Children end when their parent is gone.
 */
export interface ChildLimits {
  /** Milliseconds one task may take; then the child is killed and the task fails with `child.timeout`. */
  timeout: number
  /** Resident bytes; above it the child is killed and its tasks fail with `child.memory`. */
  memory: number
}

export interface ChildPool<Task, Value> {
  /**
   * Runs one task in a child. Task and value cross a process boundary (structured clone).
   * Faults: what the task throws, `child.timeout`, `child.memory`, `child.crashed`. Tasks that shared a child with one that killed it are tried again alone.
   */
  run(task: Task, limits?: Partial<ChildLimits>): Promise<Value>
  /** Lets running tasks end, then ends the children. */
  close(): Promise<void>
}

/** Starts a pool whose children load `module` (a file URL) and call its exported `handle(task)`. */
export type StartPool = <Task, Value>(options: {
  module: URL
  children: number
  /** Tasks one child works on at the same time. */
  inFlight: number
  /** 0–19; 10 keeps the web process responsive (performance.md §7). */
  nice: number
  limits: ChildLimits
  /** Hears of every child that starts. */
  started?: (pid: number) => void
}) => ChildPool<Task, Value>
