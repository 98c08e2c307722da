/** The sample as files of the program. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleBatch, SampleMaterial } from '../../ports/sample-material.ts'

export const createSampleMaterial = (folder: string): SampleMaterial => ({
  async batches() {
    const { batches } = JSON.parse(await readFile(join(folder, 'material.json'), 'utf8')) as { batches: SampleBatch[] }
    return batches
  },
  open: (file) => createReadStream(join(folder, file)),
})
