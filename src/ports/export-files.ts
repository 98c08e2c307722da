/** Files made for somebody to take away; each can be made again. Names are one of ours: letters, digits, `-` and `.`. */
export interface ExportFiles {
  /** In full or not at all; in place of an earlier one. Faults storage.full, storage.failing. */
  write(name: string, data: string | Buffer): Promise<void>
  /** null where there is none. */
  read(name: string): Promise<Buffer | null>
  /** Removes those written before `before` (ms). */
  expire(before: number): Promise<void>
}
