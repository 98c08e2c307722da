import { buffer } from 'node:stream/consumers'
import test from 'ava'
import fc from 'fast-check'
import yazl from 'yazl'
import { writeChapterDocx } from '../../../src/adapters/docx/chapter-writer.ts'
import { readManuscript } from '../../../src/adapters/readers/manuscript.ts'
import { notesIn } from '../../../src/publications/cited.ts'
import { type Content, type Mark, marks, tidy } from '../../../src/publications/content.ts'
import { contentOfManuscript, originOf, revisionIn } from '../../../src/publications/manuscript.ts'
import { chapterOf, everyBlock } from '../../support/books.ts'
import { convert, noOffice } from '../../support/office.ts'

/** Every other note cites a source. */
const citing = (content: Content): Content => {
  let number = 0
  return content.map((block) => ({
    ...block,
    inlines: block.inlines.map((inline) => {
      if ('text' in inline || ++number % 2) return inline
      return { note: inline.note, citation: { referenceId: `r${number}`, pages: '12' } }
    }),
  }))
}
const citedBy = (content: Content) =>
  notesIn(content).map(({ citation }) => (citation ? [{ text: `《${citation.referenceId}》，第12页。` }] : []))

const there = async (content: Content, more: object = {}) => {
  const chapter = chapterOf('8f0e', '青石渡义渡旧事', content, more)
  const read = await readManuscript(await writeChapterDocx(chapter, citedBy(content)))
  return { origin: read.origin, content: contentOfManuscript(read, chapter, content) }
}

const head = { byline: '张甲口述', editorNote: '两说并存。\n\n读者察之。' }
test('a chapter goes to Word and comes back as it was', async (t) => {
  const { origin, content } = await there(citing(everyBlock), head)
  t.deepEqual(content, tidy(citing(everyBlock)))
  t.is(origin, originOf({ id: '8f0e', revision: 1 }))
  t.is(revisionIn(origin, '8f0e'), 1)
  t.is(revisionIn(origin, 'another'), null)
  t.is(revisionIn('', '8f0e'), null)
})

const words = fc.string({ unit: fc.constantFrom(...'渡口江水𠀀㐀 　A1&<>“”。，'), maxLength: 12 })
const run = fc.record({ text: words, marks: fc.subarray<Mark>([...marks]) })
const note = fc.array(run, { maxLength: 3 }).map((runs) => ({ note: [{ text: '注' }, ...runs, { text: '。' }] }))
const inlines = fc.array(fc.oneof({ weight: 4, arbitrary: run }, { weight: 1, arbitrary: note }), { maxLength: 6 })
const block = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
    inlines,
  }),
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const), inlines }),
)
test('whatever a chapter has comes back', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 8 }), fc.boolean(), async (content, hasHead) => {
      const cited = citing(content)
      t.deepEqual((await there(cited, hasHead ? head : {})).content, tidy(cited))
    }),
    { numRuns: 60 },
  )
})

const returned = noOffice ? test.skip : test
if (noOffice) test(noOffice, (t) => t.pass())
returned(
  'opened and saved by another program, it still has its text, headings, quotations, notes and marks',
  async (t) => {
    const chapter = chapterOf('8f0e', '青石渡义渡旧事', everyBlock, head)
    const saved = await convert(await writeChapterDocx(chapter, []), 'docx', 'odt')
    const back = await convert(saved, 'odt', 'docx')
    t.deepEqual(contentOfManuscript(await readManuscript(back), chapter, undefined), tidy(everyBlock))
  },
)

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
async function wordFile(body: string, notes = ''): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(`<?xml version="1.0"?>${xml}`), name)
  add('word/document.xml', `<w:document ${W}><w:body>${body}</w:body></w:document>`)
  add('word/footnotes.xml', `<w:footnotes ${W}><w:footnote w:type="separator" w:id="0"/>${notes}</w:footnotes>`)
  add(
    'word/styles.xml',
    `<w:styles ${W}>${[
      ['1', 'heading 1', 'a'],
      ['2', 'heading 2', 'a'],
      ['af', 'Quote', 'a'],
      ['mine', '我的引文', 'af'],
      ['t', 'toc 1', 'a'],
    ]
      .map(
        ([id, name, base]) =>
          `<w:style w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${base}"/></w:style>`,
      )
      .join('')}</w:styles>`,
  )
  zip.end()
  return buffer(zip.outputStream)
}
const p = (text: string, style = '', run = '') =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r>${run ? `<w:rPr>${run}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

test('what Word people do to set a page is left out, and no text is', async (t) => {
  const note = `<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 见县志。</w:t></w:r></w:p><w:p><w:r><w:t>又见。</w:t></w:r></w:p></w:footnote>`
  const file = await wordFile(
    [
      p('渡口', '1'),
      p('张甲'),
      p('目录一行', 't'),
      p('　　  '),
      p('一、船工', '2', '<w:b/>'),
      `<w:p><w:r><w:t>　　十六岁</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>那年</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t>，上船</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:br/><w:t>第二行　</w:t></w:r><w:r><w:br w:type="page"/></w:r></w:p>`,
      p('家书', 'mine'),
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>`,
      `<w:tbl><w:tr><w:tc>${p('甲', '', '<w:rFonts w:eastAsia="楷体_GB2312"/>')}</w:tc><w:tc>${p('乙')}</w:tc></w:tr></w:tbl>`,
      `<w:p><w:r><w:t>框外</w:t></w:r><w:r><w:pict><w:txbxContent>${p('框内')}</w:txbxContent></w:pict></w:r><w:r><w:t>还是框外</w:t></w:r></w:p>`,
    ].join(''),
    note,
  )
  const read = await readManuscript(file)
  t.deepEqual([read.origin, read.numbered, read.pictures], ['', 1, 1])
  const chapter = { title: '渡口', byline: '张甲', editorNote: '' }
  t.deepEqual(contentOfManuscript(read, chapter, undefined), [
    { kind: 'heading', level: 1, inlines: [{ text: '一、船工' }] },
    {
      kind: 'paragraph',
      inlines: [
        { text: '十六岁' },
        { text: '那年', marks: ['strong'] },
        { text: '，上船', marks: ['emphasis'] },
        { note: [{ text: '见县志。 又见。' }] },
      ],
    },
    { kind: 'paragraph', inlines: [{ text: '第二行' }] },
    { kind: 'quote', inlines: [{ text: '家书' }] },
    { kind: 'paragraph', inlines: [{ text: '新' }] },
    { kind: 'paragraph', inlines: [{ text: '甲', marks: ['emphasis'] }] },
    { kind: 'paragraph', inlines: [{ text: '乙' }] },
    { kind: 'paragraph', inlines: [{ text: '框外还是框外' }] },
    { kind: 'paragraph', inlines: [{ text: '框内' }] },
  ])
})

test('what is no docx is refused', async (t) => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('\u00d0\u00cf\u0011', 'latin1'), Buffer.from('PK not a zip')])
    await t.throwsAsync(readManuscript(bytes), { message: /^file\.(not-docx|damaged)$/ })
  await t.throwsAsync(readManuscript(await wordFile('<w:p>')), { message: 'file.damaged' })
})
