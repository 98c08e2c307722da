import type { IncomingMessage } from 'node:http'

/** `https://host` without a slash at the end: where answers that name themselves say they are. */
export type OriginOf = (request: IncomingMessage) => string

/** PUBLIC_URL where it is set; else the address the caller used, which nobody but the caller is told. */
export function originOf(publicUrl: string | null, trustProxy: boolean): OriginOf {
  const fixed = publicUrl?.replace(/\/+$/, '')
  return ({ headers }) => {
    if (fixed !== undefined) return fixed
    const scheme = trustProxy && headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
    const host = headers.host ?? ''
    return `${scheme}://${/^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host) ? host : 'localhost'}`
  }
}
