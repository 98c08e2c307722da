/** The little sample that comes with the service: a dozen invented pieces, as donors would have given them. */
import type { Readable } from 'node:stream'

export interface SampleFile {
  file: string
  /** Elements of its description, as the API takes them; none where it waits for somebody to describe it. */
  description?: Readonly<Record<string, unknown>>
}
export interface SampleBatch {
  /** What a new accession is made of, as the API takes it. */
  title: string
  acquisitionType: string
  contributor: { name: string; workUnit?: string }
  files: readonly SampleFile[]
}

export interface SampleMaterial {
  batches(): Promise<readonly SampleBatch[]>
  open(file: string): Readable
}
