/** A minimal Word 97–2003 file ([MS-DOC]): FIB, one piece of UTF-16 text, piece table, in an OLE container. Enough for readers of text. */
import CFB from 'cfb'

const TEXT_AT = 0x800

/** `text`: paragraphs apart by LF. */
export function docFile(text: string): Buffer {
  const body = Buffer.from(`${text.replaceAll('\n', '\r')}\r`, 'utf16le')
  const characters = body.length / 2
  // CLX: one piece covering everything; fc without the compressed bit = UTF-16.
  const clx = Buffer.alloc(5 + 8 + 8)
  clx.writeUInt8(2, 0)
  clx.writeUInt32LE(16, 1)
  clx.writeUInt32LE(0, 5)
  clx.writeUInt32LE(characters, 9)
  clx.writeUInt32LE(TEXT_AT, 15)

  const fib = Buffer.alloc(TEXT_AT)
  fib.writeUInt16LE(0xa5ec, 0) // wIdent
  fib.writeUInt16LE(0x00c1, 2) // nFib: Word 97
  fib.writeUInt16LE(0x0804, 6) // lid: zh-CN
  fib.writeUInt16LE(0x1200, 10) // fWhichTblStm, fExtChar
  fib.writeUInt16LE(0x00bf, 12) // nFibBack
  fib.writeUInt32LE(TEXT_AT, 24) // fcMin
  fib.writeUInt32LE(TEXT_AT + body.length, 28) // fcMac
  fib.writeUInt16LE(14, 32) // csw
  fib.writeUInt16LE(22, 62) // cslw
  fib.writeUInt32LE(TEXT_AT + body.length, 64) // cbMac
  fib.writeUInt32LE(characters, 76) // ccpText
  fib.writeUInt16LE(93, 152) // cbRgFcLcb
  fib.writeUInt32LE(0, 0x01a2) // fcClx
  fib.writeUInt32LE(clx.length, 0x01a6) // lcbClx

  const stream = Buffer.concat([fib, body])
  // A stream of 4096 bytes and more lies in ordinary sectors, which every reader can follow.
  const padded = Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))])
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, '/WordDocument', padded)
  CFB.utils.cfb_add(container, '/1Table', Buffer.concat([clx, Buffer.alloc(4096 - clx.length)]))
  return CFB.write(container, { type: 'buffer' }) as Buffer
}
