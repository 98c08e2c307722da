/** Passwords: argon2id (RFC 9106) as PHC strings, by node:crypto. m = 19 MiB, t = 2, p = 1 (OWASP). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
const [MEMORY, PASSES, LANES, LENGTH] = [19_456, 2, 1, 32]
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const tag = (
  password: string,
  nonce: Buffer,
  cost: { memory: number; passes: number; parallelism: number; tagLength: number },
) => derive('argon2id', { message: password.normalize('NFKC'), nonce, ...cost }) as Promise<Buffer>

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await tag(password, salt, { memory: MEMORY, passes: PASSES, parallelism: LANES, tagLength: LENGTH })
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(hash)}`
}

/** An unknown user costs what a known one does: nobody learns who exists by waiting. */
const nobody = hashPassword(randomBytes(16).toString('hex'))

export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', hash = ''] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored ?? (await nobody)) ?? []
  const wanted = Buffer.from(hash, 'base64')
  const found = await tag(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  })
  return timingSafeEqual(found, wanted) && stored !== undefined
}

const common =
  /^(?:password|passw0rd|123456|12345678|qwerty|admin|letmein|iloveyou|wenshi|zhengxie|woaini|111111|000000|abc123|a123456)+[\d!@#.]*$/i

/** 12 characters at least, not one of the first to be guessed, not the user's own name. */
export function isWeak(password: string, username: string): boolean {
  const { length } = [...password]
  if (length < 12 || length > 1024) return true
  if (common.test(password) || new Set(password).size < 4) return true
  return username.length >= 4 && password.toLowerCase().includes(username.toLowerCase())
}
