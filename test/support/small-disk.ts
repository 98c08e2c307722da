/** A disk that really can be filled: a small tmpfs, which only root can mount. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'

const MIB = 1 << 20

/** False, aloud, where that is not allowed. */
export function mounted(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    console.log('Full disk: NOT TESTED. Mounting a small tmpfs needs root.')
    return false
  }
}
export const unmount = (folder: string): void => void execFileSync('umount', ['-l', folder])

/** Takes every byte that is left, the last one too. */
export function fill(file: string): void {
  const handle = openSync(file, 'w')
  for (let size = MIB; size >= 1; size = size >> 1) {
    try {
      for (;;) writeSync(handle, Buffer.alloc(size))
    } catch {
      // Not that many any more.
    }
  }
  closeSync(handle)
}
