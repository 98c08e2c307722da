/** The beginning of a text file under one encoding, for somebody who chooses the right one by looking. */
import { open } from 'node:fs/promises'
import { Fault } from '../../faults.ts'
import type { Encoding, TextPreview } from '../../ports/text-reader.ts'
import { decode, decodeAs, isDoubtful } from './encoding.ts'
import { textOf } from './html.ts'
import { paged } from './plain-text.ts'

const SAMPLE = 256 * (1 << 10)
const SHOWN = 2000
const LF = 0x0a
/** Undecodable bytes, control characters, and private ones: 造字 of an old system, or a wrong reading. */
const UNREADABLE = /[\0-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]/g

/** Up to `SAMPLE` bytes, cut after a whole line: in the middle of a character every encoding would look wrong. */
async function beginningOf(path: string): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const handle = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(SAMPLE + 1)
    let read = 0
    for (let more = 1; more > 0 && read < bytes.length; read += more)
      more = (await handle.read(bytes, read, bytes.length - read, read)).bytesRead
    if (read <= SAMPLE) return { bytes: bytes.subarray(0, read), isWhole: true }
    const line = bytes.lastIndexOf(LF, SAMPLE - 1) + 1
    // UTF-16LE writes a line's end as 0a 00.
    const end = line === 0 ? SAMPLE : line + (bytes[line] === 0 ? 1 : 0)
    return { bytes: bytes.subarray(0, end), isWhole: false }
  } finally {
    await handle.close()
  }
}

/** Faults text.not-text, text.undecodable. */
export async function previewText(path: string, mediaType: string, forced?: Encoding): Promise<TextPreview> {
  if (!mediaType.startsWith('text/')) throw new Fault('text.not-text')
  const { bytes, isWhole } = await beginningOf(path)
  const { encoding, uncertain, candidates } = decode(bytes, forced)
  const decoded = decodeAs(bytes, encoding)
  const { text } = paged(mediaType === 'text/html' ? textOf(decoded).text : decoded)
  return {
    encoding,
    text: [...text.slice(0, SHOWN * 2)].slice(0, SHOWN).join(''),
    isWhole: isWhole && text.length <= SHOWN,
    unreadable: text.match(UNREADABLE)?.length ?? 0,
    isDoubtful: uncertain || isDoubtful(text),
    candidates,
  }
}
