/** Documents as Word, WPS, browsers and typesetters write them, made part by part: each holds what an ordinary reader loses. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import test from 'ava'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { ZipFile } from 'yazl'
import { docFile } from '../../../scripts/sample/doc.ts'
import { gbkZip } from '../../../scripts/sample/files.ts'
import { sniffHead } from '../../../src/accessions/media-type.ts'
import { handle } from '../../../src/adapters/readers/handle.ts'
import { textOf } from '../../../src/adapters/readers/html.ts'
import { Fault } from '../../../src/faults.ts'
import type { ReadArchive, ReadText } from '../../../src/ports/text-reader.ts'

async function read<Read = ReadText>(filename: string, data: Buffer): Promise<Read> {
  const scratch = await mkdtemp(join(tmpdir(), 'wenshi-read-'))
  const path = join(scratch, 'original')
  await writeFile(path, data)
  const { mediaType } = sniffHead(data.subarray(0, 8192), filename)
  return (await handle({ do: 'read', path, filename, mediaType, scratch })) as Read
}

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
async function docx(body: string, more: Record<string, string> = {}): Promise<Buffer> {
  const zip = new ZipFile()
  const parts = { document: `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`, ...more }
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), `word/${name}.xml`)
  zip.end()
  return buffer(zip.outputStream)
}
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
const paragraph = (inside: string) => `<w:p>${inside}</w:p>`
const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`

const inDocx: Record<string, [body: string, text: string]> = {
  'the character under its reading': [
    paragraph(
      `<w:r><w:ruby><w:rt>${run('lù')}</w:rt><w:rubyBase>${run('甪')}</w:rubyBase></w:ruby></w:r>${run('直镇')}`,
    ),
    '甪直镇',
  ],
  'a text box, once, with and without its old form': [
    paragraph(
      `${run('框旁')}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>${box('框甲')}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框甲')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><wps:txbx>${box('框乙')}</wps:txbx></w:r>`,
    ),
    '框旁\n框甲\n框乙',
  ],
  'fields and formulas': [
    paragraph(
      `<w:fldSimple w:instr="DATE">${run('今日')}</w:fldSimple><w:r><w:instrText>DATE</w:instrText></w:r><m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>`,
    ),
    '今日a',
  ],
  'what was inserted and moved here, not what was deleted and moved away': [
    paragraph(
      `<w:ins>${run('加')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom>${run('走')}</w:moveFrom><w:moveTo>${run('来')}</w:moveTo>`,
    ),
    '加来',
  ],
  'tabs, line ends and signs of Wingdings': [
    paragraph(
      `${run('甲')}<w:r><w:tab/></w:r>${run('乙')}<w:r><w:cr/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`,
    ),
    '甲\t乙\n✓',
  ],
  'rows of a table, also with an empty cell in front': [
    `<w:tbl><w:tr><w:tc>${paragraph(run('姓名'))}</w:tc><w:tc>${paragraph(run('籍贯'))}</w:tc></w:tr><w:tr><w:tc>${paragraph('')}</w:tc><w:tc>${paragraph(run('渡口'))}</w:tc></w:tr></w:tbl>`,
    '姓名\t籍贯\n\t渡口',
  ],
  nothing: ['', ''],
}
for (const [what, [body, text]] of Object.entries(inDocx)) {
  test(`docx: ${what}`, async (t) => {
    t.is((await read('稿.docx', await docx(body))).text, text)
  })
}

test('docx: footnotes and endnotes under their numbers, comments after them', async (t) => {
  const file = await docx(
    paragraph(
      `${run('甲')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('乙')}<w:r><w:endnoteReference w:id="2"/><w:commentReference w:id="0"/></w:r>`,
    ),
    {
      footnotes: `<w:footnotes ${namespaces}><w:footnote w:id="0"/><w:footnote w:id="2">${paragraph(run('脚注'))}</w:footnote></w:footnotes>`,
      endnotes: `<w:endnotes ${namespaces}><w:endnote w:id="2">${paragraph(run('尾注'))}</w:endnote></w:endnotes>`,
      comments: `<w:comments ${namespaces}><w:comment w:id="0">${paragraph(run('存疑'))}</w:comment></w:comments>`,
    },
  )
  t.is((await read('稿.docx', file)).text, '甲[1]乙[2]\n[1] 脚注\n[2] 尾注\n批注：存疑')
})

test('docx: broken XML and entities of its own are damage', async (t) => {
  for (const document of [
    '<w:document><w:body>',
    `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ${namespaces}>${paragraph(run('&x;'))}</w:document>`,
  ]) {
    const fault = await t.throwsAsync(async () => read('稿.docx', await docx('', { document })), { instanceOf: Fault })
    t.is(fault?.code, 'file.damaged')
  }
})

test('doc: quotation marks and dashes stay Chinese', async (t) => {
  const text = '他说：“去老渡口——‘快走’。”'
  t.is((await read('稿.doc', docFile(text))).text, text)
})

test('doc: noise in an OLE shell is damage, with LibreOffice too', async (t) => {
  const noise = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096, 7)])
  t.is((await t.throwsAsync(() => read('坏.doc', noise), { instanceOf: Fault }))?.code, 'file.damaged')
})

const gbk = (text: string) => [...iconv.encode(text, 'gb18030')].map((byte) => `\\'${byte.toString(16)}`).join('')
const inRtf: Record<string, [source: string, text: string]> = {
  'notes as WPS and LibreOffice mark them': [
    `${gbk('甲')}{\\footnote ${gbk('注一')}}${gbk('乙')}{\\*\\footnote\\chftn ${gbk('注二')}}\\par`,
    '甲[1]乙[2]\n[1] 注一\n[2] 注二',
  ],
  'a text box, not its properties': [
    `${gbk('框旁')}{\\shp{\\*\\shpinst{\\sp{\\sn fLine}{\\sv 0}}{\\shptxt ${gbk('框内')}\\par}}{\\shprslt ${gbk('框内')}}}\\par ${gbk('后')}`,
    '框旁\n框内\n后',
  ],
  'not what is marked as deleted': [`${gbk('前')}{\\deleted ${gbk('删')}}${gbk('后')}`, '前后'],
  'comments, not their authors': [`${gbk('甲')}{\\*\\atnid Z}{\\*\\annotation ${gbk('存疑')}}`, '甲\n批注：存疑'],
  'GBK in a font of charset 0': [`{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 ${gbk('渡口')}`, '渡口'],
  'a character whose second byte is a brace': [
    `\\'81\\}${gbk('后')}`,
    `${iconv.decode(Buffer.from([0x81, 0x7d]), 'gb18030')}后`,
  ],
  'both halves of a rare character': ['\\uc1\\u-10174?\\u-8265?', '𠮷'],
}
for (const [what, [source, text]] of Object.entries(inRtf)) {
  test(`rtf: ${what}`, async (t) => {
    t.is((await read('稿.rtf', Buffer.from(`{\\rtf1\\ansi\\ansicpg936 ${source}}`, 'latin1'))).text, text)
  })
}

test('html: cells of paragraphs on one line, empty ones kept, a ruby’s base only', (t) => {
  const { text } = textOf(
    '<table><tr><td><p>姓名</p></td><td><p>籍贯</p></td></tr><tr><td></td><td>渡口</td></tr></table><p><ruby>甪<rp>(</rp><rt>lù</rt><rp>)</rp></ruby>直<noframes><b>x</b></noframes></p>',
  )
  t.is(text, '姓名\t籍贯\n\t渡口\n甪直')
})

test('html: nesting without end is read to its end', (t) => {
  t.is(textOf(`${'<div>'.repeat(20_000)}深处`).text, '深处')
})

test('html: clear bytes beat a wrong declaration, and a declaration decides where bytes leave a doubt', async (t) => {
  const page = (charset: string, text: string) => `<html><head><meta charset="${charset}"></head><body>${text}</body>`
  const text = '花园口决堤以后，灾民沿陇海铁路西行。'
  for (const [declared, encoding] of [
    ['gb2312', 'utf-8'],
    ['utf-8', 'gb18030'],
    ['big5', 'gb18030'],
    ['iso-8859-1', 'gb18030'],
    ['', 'gb18030'],
  ] as const) {
    const found = await read('页.html', iconv.encode(page(declared, text), encoding))
    t.deepEqual([found.text, found.uncertain], [text, false], `${declared} is ${encoding}`)
  }
  const short = await read('页.html', iconv.encode(page('big5', '鄭州'), 'big5'))
  t.deepEqual([short.text, short.encoding], ['鄭州', 'big5'])
})

test('markdown: notes and front matter are kept', async (t) => {
  const { text } = await read('稿.md', Buffer.from('---\ntitle: 老渡口\n---\n\n正文[^1]。\n\n[^1]: 据县志。\n'))
  t.is(text, 'title: 老渡口\n正文[^1]。\n[^1]: 据县志。')
})

test('xlsx: dates as people write them, formulas as what they give, merged cells once', async (t) => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名册')
  sheet.addRow([new Date(Date.UTC(1958, 5, 9)), new Date(Date.UTC(1958, 5, 9, 10, 30)), { formula: '1+1', result: 2 }])
  sheet.getCell('A2').value = '合并'
  sheet.mergeCells('A2:C2')
  for (const cell of ['A1', 'B1']) sheet.getCell(cell).numFmt = 'yyyy-mm-dd hh:mm'
  t.is(
    (await read('名册.xlsx', Buffer.from(await book.xlsx.writeBuffer()))).text,
    '名册\n1958-06-09\t1958-06-09 10:30:00\t2\n合并',
  )
})

/** One page of text operators in a Chinese font that is not in the file and has no ToUnicode: only its CMap says what the bytes are. */
function pdfOf(content: string, { cmap = 'UniGB-UCS2-H', ordering = 'GB1', labels = '' } = {}): Buffer {
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${labels}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${cmap}/DescendantFonts[6 0 R]>>`,
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>`,
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/StemV 80/CapHeight 700>>',
  ]
  const bodies = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`)
  // pdf.js finds objects without a table of them.
  return Buffer.from(`%PDF-1.5\n${bodies.join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\n`)
}
const shown = (text: string, encoding = 'utf-16be') => `<${iconv.encode(text, encoding).toString('hex')}> Tj`
const page = (...operators: string[]) => `BT /F 12 Tf ${operators.join(' ')} ET`

const inPdf: Record<string, [file: Buffer, text: string]> = {
  'GBK by its CMap': [pdfOf(page('60 700 Td', shown('花园口决堤', 'gb18030')), { cmap: 'GBK-EUC-H' }), '花园口决堤'],
  'Big5 by its CMap': [
    pdfOf(page('60 700 Td', shown('黃水氾濫', 'big5')), { cmap: 'ETen-B5-H', ordering: 'CNS1' }),
    '黃水氾濫',
  ],
  'a raised mark does not break its line': [
    pdfOf(
      page(
        '60 700 Td',
        shown('脚注处'),
        '/F 7 Tf 36 5 Td',
        shown('1'),
        '/F 12 Tf 7 -5 Td',
        shown('之后'),
        '-43 -20 Td',
        shown('次行'),
      ),
    ),
    '脚注处1之后\n次行',
  ],
  'columns stand apart, a heading set wide does not': [
    pdfOf(
      page(
        '60 700 Td',
        shown('沈季清'),
        '200 0 Td',
        shown('花园口'),
        '-200 -20 Td',
        shown('目'),
        '60 0 Td',
        shown('录'),
      ),
    ),
    '沈季清\t花园口\n目录',
  ],
  'columns of vertical text are lines': [
    pdfOf(page('500 700 Td', shown('花园口'), '-40 0 Td', shown('决堤')), { cmap: 'UniGB-UCS2-V' }),
    '花园口\n决堤',
  ],
  'turned text runs on along its line': [
    pdfOf(
      page(
        '0 1 -1 0 100 100 Tm',
        shown('花园'),
        '0 1 -1 0 100 124 Tm',
        shown('口'),
        '0 1 -1 0 140 100 Tm',
        shown('次行'),
      ),
    ),
    '花园口\n次行',
  ],
}
for (const [what, [file, text]] of Object.entries(inPdf)) {
  test(`pdf: ${what}`, async (t) => {
    t.is((await read('稿.pdf', file)).text, text)
  })
}

test('pdf: page labels, and bytes before its first line', async (t) => {
  const file = pdfOf(page('60 700 Td', shown('花')), { labels: '/PageLabels<</Nums[0<</S/r/St 4>>]>>' })
  t.is((await read('稿.pdf', Buffer.concat([Buffer.from('\r\n\r\n'), file]))).pages[0]!.label, 'iv')
})

test('pdf: with a password it says so', async (t) => {
  const document = new PDFDocument({ userPassword: '1234', ownerPassword: '5678' })
  document.text('x').end()
  const fault = await t.throwsAsync(async () => read('密.pdf', await buffer(document as never)), { instanceOf: Fault })
  t.is(fault?.code, 'file.encrypted')
})

test('pdf: glyphs that mean nothing are said aloud', async (t) => {
  const noise = Array.from({ length: 60 }, (_, i) => String.fromCharCode(0x1200 + i * 7)).join('')
  const found = await read(
    '乱.pdf',
    pdfOf(page('60 700 Td', shown(noise)), { cmap: 'Identity-H', ordering: 'Identity' }),
  )
  t.deepEqual(found.warnings, [{ code: 'text.garbled' }])
})

test('pdf: Chinese of a font that is not in the file is drawn, not boxed', async (t) => {
  const scratch = await mkdtemp(join(tmpdir(), 'wenshi-draw-'))
  const ink = async (name: string, text: string) => {
    const path = join(scratch, name)
    await writeFile(path, pdfOf(page('60 700 Td', shown(text))))
    const { pages } = (await handle({ do: 'draw', path, scratch, from: 1, to: 1, longSide: 842 })) as {
      pages: { path: string }[]
    }
    return sharp(await readFile(pages[0]!.path))
      .greyscale()
      .raw()
      .toBuffer()
  }
  // Boxes are all alike; characters are not.
  t.false((await ink('a.pdf', '一一一')).equals(await ink('b.pdf', '龍龍龍')))
})

test('zip: names in Big5 and in UTF-8 that does not say so', async (t) => {
  const name = '來稿/民國二十七年黃水氾濫.txt'
  for (const encoding of ['big5', 'utf-8']) {
    const found = await read<ReadArchive>('稿.zip', gbkZip([{ name, data: Buffer.from('一') }], encoding))
    t.deepEqual([found.members[0]!.name, found.nameEncoding], [name, encoding])
  }
})
