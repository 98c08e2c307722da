/** Pictures on request are made in a child: a picture that takes long, or kills libvips, is nothing to the web process. */
import { Fault, problemOf } from '../../faults.ts'
import type { StartPool } from '../../ports/child-pool.ts'
import type { Cut, ImageCutter } from '../../ports/image-cutter.ts'

const LIMITS = { timeout: 30_000, memory: 1 << 30 }

/** `inFlight`: pictures made at the same time; the others wait. */
export function createImageCutter(startPool: StartPool, inFlight: number): ImageCutter {
  const pool = startPool<Cut, Uint8Array>({
    module: new URL('./cut.ts', import.meta.url),
    children: 1,
    inFlight,
    // Behind the web process, before ingest: somebody is looking at the screen.
    nice: 5,
    limits: LIMITS,
  })
  return {
    async cut(cut) {
      try {
        const { buffer, byteOffset, byteLength } = await pool.run(cut)
        return Buffer.from(buffer, byteOffset, byteLength)
      } catch (error) {
        const code = problemOf(error)?.code
        if (code === 'child.timeout' || code === 'child.memory') throw new Fault('image.busy', {}, { cause: error })
        if (code === 'child.crashed') throw new Fault('image.derivative-damaged', {}, { cause: error })
        throw error
      }
    },
    close: () => pool.close(),
  }
}
