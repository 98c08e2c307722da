/** The donor's file name: kept byte-exact, decoded for people. */

const strict = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** UTF-8 where it is that, else GB18030 (which Windows here writes), else Latin-1, which reads anything. */
export const decodedName = (bytes: Uint8Array): string =>
  strict('utf-8', bytes) ?? strict('gb18030', bytes) ?? Buffer.from(bytes).toString('latin1')

/**
 * What a multipart parser that reads headers as Latin-1 hands us, back as bytes. An RFC 5987 name (`filename*=`) arrives decoded: it has
 * characters that no Latin-1 byte has.
 */
export function nameBytes(parsed: string): Buffer {
  const isLatin1 = [...parsed].every((character) => character.codePointAt(0)! <= 0xff)
  return Buffer.from(parsed, isLatin1 ? 'latin1' : 'utf8')
}

/** A name for people: its last part, without control and direction characters. The stored bytes keep everything. */
export function shownName(decoded: string): string {
  const last = decoded.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return clean.slice(0, 1000) || '未命名'
}

/** A path as given, for people to see where a file lay: no drive, no `..`, no leading slash. Never used to open anything. */
export function shownPath(path: string): string | null {
  const parts = path
    .split(/[/\\]/)
    .map((part) => part.replace(/[\u0000-\u001f\u007f]/g, '').trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part))
  return parts.length ? parts.join('/').slice(0, 4000) : null
}
