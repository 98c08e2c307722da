import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import test from 'ava'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { docFile } from '../../../scripts/sample/doc.ts'
import { docx, encode, gbkZip, pdf, scannedPdf, type TextEncoding } from '../../../scripts/sample/files.ts'
import { writeStory } from '../../../scripts/sample/prose.ts'
import { createRandom } from '../../../scripts/sample/random.ts'
import { sniffHead } from '../../../src/accessions/media-type.ts'
import { handle } from '../../../src/adapters/readers/handle.ts'
import { Fault } from '../../../src/faults.ts'
import type { Encoding, ReadArchive, ReadText } from '../../../src/ports/text-reader.ts'
import { zeros, zip } from '../../support/hostile.ts'

/** The file as the service would read it: kept under a number, its type sniffed from its head. */
async function read<Read = ReadText>(filename: string, data: Buffer, encoding?: Encoding): Promise<Read> {
  const scratch = await mkdtemp(join(tmpdir(), 'wenshi-read-'))
  const path = join(scratch, 'original')
  await writeFile(path, data)
  const { mediaType } = sniffHead(data.subarray(0, 8192), filename)
  return (await handle({ do: 'read', path, filename, mediaType, scratch, ...(encoding ? { encoding } : {}) })) as Read
}
const faultOf = async (filename: string, data: Buffer) => {
  try {
    await read(filename, data)
    return 'nothing'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

const sentences = {
  simplified: '花园口决堤以后，灾民沿陇海铁路西行，县城里的粥厂一直开到第二年春天。',
  traditional: '民國二十七年六月九日，敵軍逼近鄭州，黃水氾濫，災民扶老攜幼，沿鐵路西行。',
  letter: '弟近日身体尚好，望兄勿念。家中收成如何？老母的眼疾，可曾请城东的郑大夫看过？',
  minutes: '会议决定：一、整理各区送来的照片；二、请各位委员把回忆录写完，月底以前交文史委员会。',
}

for (const [kind, text] of Object.entries(sentences)) {
  for (const encoding of ['utf-8', 'utf-8-bom', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as TextEncoding[]) {
    if (encoding === 'big5' && kind !== 'traditional') continue
    test(`plain text, ${kind}, ${encoding}: read exactly`, async (t) => {
      const found = await read('文稿.txt', encode(text, encoding))
      t.is(found.text, text)
      t.is(found.encoding, encoding === 'utf-8-bom' ? 'utf-8' : encoding)
    })
  }
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    test(`plain text, ${kind}, ${encoding} without a mark: read exactly`, async (t) => {
      t.is((await read('文稿.txt', iconv.encode(`第1页\n${text}`, encoding, { addBOM: false }))).text, `第1页\n${text}`)
    })
  }
}

test('two characters alone are said to be uncertain, and a person’s choice decides', async (t) => {
  const bytes = encode('鄭州', 'big5')
  t.true((await read('a.txt', bytes)).uncertain)
  const chosen = await read('a.txt', bytes, 'big5')
  t.deepEqual([chosen.text, chosen.encoding, chosen.uncertain], ['鄭州', 'big5', false])
})

test('a text cut in the middle of a character is read and said to be uncertain', async (t) => {
  const found = await read('a.txt', Buffer.from(sentences.simplified.repeat(40)).subarray(0, -1))
  t.true(found.uncertain)
  t.true(found.text.startsWith(sentences.simplified))
})

test('line ends become LF, and NUL is not kept', async (t) => {
  t.is((await read('a.txt', Buffer.from('一行\r\n二行\r三行'))).text, '一行\n二行\n三行')
})

test('docx: paragraphs, table and footnote; also when it is called .zip', async (t) => {
  const story = writeStory(createRandom(1), 1, 600, false)
  const file = await docx(story)
  for (const name of ['稿.docx', '稿.zip']) {
    const { text } = await read(name, file)
    for (const paragraph of story.paragraphs) t.true(text.includes(paragraph), name)
    t.true(text.includes('船工'), 'a cell of the table')
    t.true(text.includes('据虚构之县志稿'), 'the footnote')
  }
})

test('doc, Word 97: the text of the pieces', async (t) => {
  const text = `${sentences.simplified}\n${sentences.traditional}`
  const found = await read('稿.doc', docFile(text))
  t.is(found.text.trim(), text)
})

test('an OLE file that is no document says what to do', async (t) => {
  const garbage = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096, 7)])
  t.regex(await faultOf('坏.doc', garbage), /^file\.(needs-libreoffice|damaged)$/)
})

test('xlsx: every sheet, cell by cell', async (t) => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('名册').addRows([
    ['姓名', '籍贯'],
    ['沈季清', '花园口'],
  ])
  book.addWorksheet('照片').addRow(['老渡口'])
  const { text } = await read('名册.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  for (const word of ['姓名', '沈季清', '花园口', '老渡口']) t.true(text.includes(word), word)
})

test('csv in GBK', async (t) => {
  const { text } = await read('名册.csv', iconv.encode('姓名,住址\n沈季清,"东门外, 老渡口"\n', 'gb18030'))
  t.true(text.includes('沈季清') && text.includes('东门外, 老渡口'))
})

test('html: the charset it declares, the text it shows, no script', async (t) => {
  const page = `<html><head><meta charset="gb2312"><title>老渡口</title><script>var a='暗藏'</script><style>.b{}</style></head><body><p>船工&nbsp;回忆&#37073;</p><!-- 注 --></body></html>`
  const { text, title } = await read('页.html', iconv.encode(page, 'gb18030'))
  t.is(title, '老渡口')
  t.regex(text, /船工\s回忆郑/)
  t.notRegex(text, /暗藏|注|\.b/)
})

test('markdown: the words without the marks', async (t) => {
  const { text } = await read('稿.md', Buffer.from('# 老渡口\n\n*船工* 说 [话](http://example.org/a)\n'))
  t.regex(text, /老渡口[\s\S]*船工 说 话/)
  t.notRegex(text, /[#*]|example/)
})

test('rtf: GBK bytes and Unicode escapes', async (t) => {
  const bytes = [...iconv.encode('渡口', 'gb18030')].map((byte) => `\\'${byte.toString(16)}`).join('')
  const { text } = await read(
    '稿.rtf',
    Buffer.from(`{\\rtf1\\ansi\\ansicpg936\\uc1 ${bytes}\\u37073?\\par end}`, 'latin1'),
  )
  t.regex(text, /渡口郑\s+end/)
})

test('pdf with a text layer: pages partition the text', async (t) => {
  const story = writeStory(createRandom(2), 2, 1800, false)
  const { text, pages, imageOnlyPages } = await read('稿.pdf', await pdf(story))
  t.true(pages.length >= 2)
  t.is(imageOnlyPages, 0)
  t.is(pages[0]!.start, 0)
  t.is(pages.at(-1)!.end, text.length)
  for (const [i, page] of pages.entries()) if (i > 0) t.is(page.start, pages[i - 1]!.end)
  const bare = (of: string) => of.replace(/\s/g, '')
  t.true(bare(text).includes(bare(story.paragraphs[0]!)))
})

test('pdf of pictures: no text, every page counted, and its pages can be drawn', async (t) => {
  const { default: sharp } = await import('sharp')
  const picture = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer()
  const file = await scannedPdf([picture, picture])
  const found = await read('扫描.pdf', file)
  t.deepEqual([found.text, found.imageOnlyPages], ['', 2])
  const scratch = await mkdtemp(join(tmpdir(), 'wenshi-draw-'))
  await writeFile(join(scratch, 'a.pdf'), file)
  const drawn = (await handle({
    do: 'draw',
    path: join(scratch, 'a.pdf'),
    scratch,
    from: 1,
    to: 2,
    longSide: 500,
  })) as {
    pages: { page: number; path: string }[]
    total: number
  }
  t.is(drawn.total, 2)
  const { width, height } = await sharp(await readFile(drawn.pages[1]!.path)).metadata()
  t.is(Math.max(width, height), 500)
})

test('zip: names in GBK, a path that climbs stays a name, junk is left out', async (t) => {
  const { members, nameEncoding } = await read<ReadArchive>(
    '来稿.zip',
    gbkZip([
      { name: '文稿/老渡口.txt', data: Buffer.from('一') },
      { name: '../../逃逸.txt', data: Buffer.from('二') },
      { name: '__MACOSX/._a', data: Buffer.from('三') },
    ]),
  )
  t.is(nameEncoding, 'gb18030')
  t.deepEqual(
    members.map(({ name }) => name),
    ['文稿/老渡口.txt', '../../逃逸.txt'],
  )
  for (const { path } of members) t.notRegex(path!, /逃逸|\.\./)
})

test('a zip that was cut is damaged; one with an encrypted member says which', async (t) => {
  const whole = gbkZip([{ name: '文.txt', data: Buffer.from(sentences.letter) }])
  t.is(await faultOf('来稿.zip', whole.subarray(0, whole.length - 30)), 'archive.damaged')
  const locked = Buffer.from(whole)
  locked.writeUInt16LE(1, 6)
  const directory = locked.indexOf(Buffer.from('504b0102', 'hex'))
  locked.writeUInt16LE(1, directory + 8)
  // The key's header takes twelve bytes.
  locked.writeUInt32LE(locked.readUInt32LE(directory + 24) - 12, directory + 24)
  const { members } = await read<ReadArchive>('来稿.zip', locked)
  t.is(members[0]!.problem?.code, 'file.encrypted')
})

/** One deflated member that unpacks to `size` zeros. */
function bomb(name: string, size: number): Buffer {
  const data = deflateRawSync(Buffer.alloc(size), { level: 9 })
  const zip = gbkZip([{ name, data }])
  const directory = zip.indexOf(Buffer.from('504b0102', 'hex'))
  for (const [at, header] of [
    [8, 0],
    [10, directory],
  ] as const)
    zip.writeUInt16LE(8, header + at)
  zip.writeUInt32LE(size, 22)
  zip.writeUInt32LE(size, directory + 24)
  return zip
}

test('a bomb is refused, as an archive and as a document', async (t) => {
  const { members } = await read<ReadArchive>('弹.zip', bomb('a.txt', 300_000_000))
  t.is(members[0]!.problem?.code, 'archive.too-large')
  t.regex(await faultOf('弹.docx', bomb('word/document.xml', 300_000_000)), /^(archive\.too-large|file\.damaged)$/)
})

test('members that are small bombs together, or all the same bytes, are refused before anything is unpacked', async (t) => {
  const one = zeros('零', 50 * (1 << 20))
  t.is(await faultOf('多弹.zip', zip(Array(20).fill(one))), 'archive.too-large')
  t.is(await faultOf('重叠.zip', zip(Array(200).fill(one), true)), 'archive.too-large')
})

test('a member that lies about its size is refused, the others stand', async (t) => {
  const lie = zip([
    { name: '谎.txt', data: 'x'.repeat(9999), size: 10 },
    { name: '真.txt', data: '真的' },
  ])
  const { members } = await read<ReadArchive>('谎.zip', lie)
  t.deepEqual(
    members.map(({ size, problem }) => [size, problem?.code]),
    [
      [10, 'archive.entry'],
      [6, undefined],
    ],
  )
})

test('what is cut, empty of sense or unknown says so', async (t) => {
  const story = writeStory(createRandom(3), 3, 500, false)
  t.regex(await faultOf('断.docx', (await docx(story)).subarray(0, 3000)), /^(archive|file)\.damaged$/)
  t.regex(await faultOf('断.pdf', (await pdf(story)).subarray(0, 400)), /^file\.damaged$/)
  t.is(
    await faultOf('乱.bin', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251))),
    'file.unsupported',
  )
})
