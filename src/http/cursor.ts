/** Where a long list goes on, as a mark that says nothing to who holds it: numbers of items would tell how many there are that they may not read. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Fault } from '../faults.ts'

export interface Cursors {
  seal(value: unknown): string
  /** Fault request.cursor: not one of ours. */
  open(mark: string): unknown
}

const [IV, TAG] = [12, 16]

/** `secret`: known to this archive alone; marks outlive a restart. */
export function createCursors(secret: string): Cursors {
  const key = createHash('sha256').update(`cursor ${secret}`).digest()
  return {
    seal(value) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(mark) {
      const bytes = Buffer.from(mark, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG })
        decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
        return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString())
      } catch (error) {
        throw new Fault('request.cursor', {}, { cause: error })
      }
    },
  }
}
