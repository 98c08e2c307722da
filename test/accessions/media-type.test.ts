import test from 'ava'
import iconv from 'iconv-lite'
import { sniffHead } from '../../src/accessions/media-type.ts'

const bytes = (latin1: string) => Buffer.from(latin1, 'latin1')
const cases: [what: string, head: Buffer, filename: string, mediaType: string, kind: string][] = [
  ['a JPEG called .txt', bytes('\xff\xd8\xff\xe0\0\x10JFIF'), '照片.txt', 'image/jpeg', 'image'],
  ['a text called .jpg', Buffer.from('这是一段文字'), '照片.jpg', 'text/plain', 'text'],
  ['a PDF without an ending', bytes('%PDF-1.7\n'), '文件', 'application/pdf', 'document'],
  ['an SVG called .jpg', bytes('<?xml version="1.0"?><svg xmlns="x">'), 'a.jpg', 'image/svg+xml', 'image'],
  ['an SVG after a comment', bytes('<!-- x --><svg>'), 'a.png', 'image/svg+xml', 'image'],
  [
    'an SVG after instructions and comments',
    bytes('<?xml?><?style x?><!-- a --><!-- b --><svg>'),
    'a',
    'image/svg+xml',
    'image',
  ],
  [
    'an SVG with entities of its own',
    bytes('<!DOCTYPE svg [<!ENTITY x "y">]><svg>'),
    'a.txt',
    'image/svg+xml',
    'image',
  ],
  ['a box without a brand', bytes('\0\0\0\x18ftyp'), 'a', 'video/mp4', 'video'],
  ['a box with an odd brand', bytes('\0\0\0\x18ftyp\n\n\n\n'), 'a', 'video/mp4', 'video'],
  // One expression over all comments took longer than the universe has.
  ['a thousand comments and nothing else', bytes('<!---->'.repeat(1100)), 'a.txt', 'text/plain', 'text'],
  ['HEIC', bytes('\0\0\0\x18ftypheic\0\0\0\0'), 'IMG.HEIC', 'image/heic', 'image'],
  ['AVIF', bytes('\0\0\0\x18ftypavif\0\0\0\0'), 'a.avif', 'image/avif', 'image'],
  ['an iPhone film', bytes('\0\0\0\x14ftypqt  \0\0\0\0'), 'a.MOV', 'video/quicktime', 'video'],
  ['a telephone recording', bytes('#!AMR\n'), '录音.amr', 'audio/amr', 'audio'],
  ['WAVE', bytes('RIFF\0\0\0\0WAVEfmt '), 'a.wav', 'audio/wav', 'audio'],
  ['MP3 without tags', bytes('\xff\xfb\x90\0'), '讲话.mp3', 'audio/mpeg', 'audio'],
  ['Word 97', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), '稿.doc', 'application/msword', 'document'],
  ['WPS', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), '稿.wps', 'application/vnd.ms-works', 'document'],
  ['a ZIP', bytes('PK\x03\x04'), '来稿.zip', 'application/zip', 'archive'],
  ['GBK text', iconv.encode('花园口决堤以后，灾民沿铁路西行。', 'gb18030'), '稿.txt', 'text/plain', 'text'],
  ['UTF-16 text with a mark', iconv.encode('花园口', 'utf-16le', { addBOM: true }), '稿.txt', 'text/plain', 'text'],
  [
    'UTF-16 text without a mark, with rare characters,',
    iconv.encode('𠮷田家、䶮、Ж、カメラ。\n', 'utf-16be'),
    '稿.txt',
    'text/plain',
    'text',
  ],
  ['a text in which a database left NULs', iconv.encode('花园口\0\0决堤', 'gb18030'), '稿.txt', 'text/plain', 'text'],
  ['HTML called .txt', bytes('<!DOCTYPE html><html>'), 'a.txt', 'text/html', 'document'],
  [
    'bytes of no kind',
    Buffer.from([0, 1, 2, 0, 0, 3, 250, 0, 4, 0, 0, 0, 9, 1]),
    'a.txt',
    'application/octet-stream',
    'object',
  ],
]
for (const [what, head, filename, mediaType, kind] of cases) {
  test(`${what} is ${mediaType}`, (t) => {
    t.deepEqual(sniffHead(head, filename), { mediaType, kind } as never)
  })
}
