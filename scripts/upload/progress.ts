/** A bar where somebody watches, a line now and then where nobody does. */
export interface Progress {
  show(done: number, total: number, what: string): void
  end(): void
}

const WIDTH = 30
const QUIET = 5000

export function createProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  let phase = ''
  let started = Date.now()
  let last = 0
  return {
    show(done, total, what) {
      const now = Date.now()
      if (what !== phase) {
        if (phase && out.isTTY) out.write('\n')
        phase = what
        started = now
        last = 0
      }
      if (now - last < (out.isTTY ? 100 : QUIET) && done < total) return
      last = now
      const seconds = (now - started) / 1000
      const rate = done / Math.max(seconds, 0.1)
      const left = rate > 0 ? Math.round((total - done) / rate) : 0
      const filled = Math.round((WIDTH * done) / Math.max(total, 1))
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
      const line = `${what} ${bar} ${done}/${total}  ${rate.toFixed(1)}/s  剩余 left ${left} s`
      out.write(out.isTTY ? `\r${line}\x1b[K` : `${line}\n`)
    },
    end() {
      if (phase && out.isTTY) out.write('\n')
      phase = ''
    },
  }
}
