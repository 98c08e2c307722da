/** Milliseconds this thread has computed for: what a pure function costs, whatever else the machine is busy with. */
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
