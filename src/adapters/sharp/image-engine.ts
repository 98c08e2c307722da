/** The image engine: images are opened in a child process at nice 10, which ingests faster than the web process would and leaves it free (performance.md §7). */
import type { StartPool } from '../../ports/child-pool.ts'
import type { ImageEngine, RenderedImage } from '../../ports/image-engine.ts'
import type { RenderTask } from './render.ts'

const LIMITS = { timeout: 300_000, memory: 1 << 30 }

export function createImageEngine(startPool: StartPool, inFlight: number): ImageEngine {
  const pool = startPool<RenderTask, RenderedImage>({
    module: new URL('./render.ts', import.meta.url),
    children: 1,
    inFlight,
    nice: 10,
    limits: LIMITS,
  })
  return {
    render: (source) => pool.run(source),
    close: () => pool.close(),
  }
}
