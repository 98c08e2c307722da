/** A proof with pictures and with parts that are made at each print: set by our own PDF, read by the reader that reads every PDF. */
import test from 'ava'
import { startPool } from '../../src/adapters/child/pool.ts'
import { readPdf } from '../../src/adapters/readers/pdf.ts'
import { createBookPdf } from '../../src/adapters/typst/book-pdf.ts'
import { type Book, PLATES_TITLE, plateText } from '../../src/publications/book.ts'
import { NOTE, textOf } from '../../src/publications/content.ts'
import { paragraphs, printedPart } from '../../src/publications/generated/printed-part.ts'
import { compareProof } from '../../src/publications/proofing/differences.ts'
import { madeBook } from '../support/made-book.ts'

const events = ['1904年（光绪三十年）　设义渡于青石渡。', '1938年3月（民国二十七年三月）　县城沦陷，义渡停摆。']
const sources = ['《渡口旧事之1》第1—3段：《义渡旧事》（WS-1947-Y-0001，文本第2版，第5页）']
const behind = (book: Book, chronicle: readonly string[], credits: readonly string[] = []): Book => ({
  ...book,
  parts: [
    ...book.parts,
    printedPart('v', 'chronicle', '大事记', paragraphs(chronicle)),
    ...(credits.length ? [printedPart('v', 'credits', '图片来源', paragraphs(credits))] : []),
    printedPart('v', 'sources', '出处表', paragraphs(sources)),
  ],
})
/** Of what is compared: without pictures, or as any printer sets it. */
const linesOf = ({ parts }: Book): string =>
  parts
    .flatMap((part) =>
      part.kind === 'section'
        ? [part.title]
        : [part.chapter.title, part.chapter.byline, part.chapter.editorNote, textOf(part.chapter.version.content)],
    )
    .join('\n')
    .replaceAll(NOTE, '①')
const comparedWith = ({ volume, parts, plates }: Book, read: Parameters<typeof compareProof>[1]) =>
  compareProof(
    parts.map((part) =>
      part.kind === 'section' ? { title: part.title } : { ...part.chapter, content: part.chapter.version.content },
    ),
    read,
    {
      names: [volume.seriesTitle, volume.title],
      loose: [PLATES_TITLE],
      captions: plates.map((plate) => ({ chapterId: plate.chapterId, text: plateText(plate) })),
    },
  )
const setAndRead = async (book: Book) => readPdf((await createBookPdf(startPool)(book)).data)

test('captions are compared wherever they stand, generated parts like chapters; nothing of a sound proof is told', async (t) => {
  const made = await madeBook({ chapters: 2, chars: 2500, notes: 2, plates: 6 })
  const approved = behind(made, events)
  const { plates } = approved
  const compared = (read: Parameters<typeof compareProof>[1]) => comparedWith(approved, read)
  const sound = compared(await setAndRead(approved))
  t.deepEqual(sound.differences, [])

  // Two captions with an error, the last picture left out, and an error in 大事记.
  const wrong = plates
    .slice(0, 5)
    .map((plate, i) => (i === 1 || i === 4 ? { ...plate, caption: plate.caption.replace('王丙', '王内') } : plate))
  const spoilt = behind({ ...made, plates: wrong }, [events[0]!, events[1]!.replace('停摆', '停罢')])
  const { differences, characters } = compared(await setAndRead(spoilt))
  const told = differences.map(({ kind, part, chapterId, note, approved: was, proof }) => [
    kind,
    part,
    chapterId,
    note,
    was,
    proof,
  ])
  t.deepEqual(told, [
    ['wrong', 'text', 'chronicle', 0, '摆', '罢'],
    ['wrong', 'caption', plates[1]!.chapterId, 1, '丙', '内'],
    ['wrong', 'caption', null, 4, '丙', '内'],
    ['missing', 'caption', null, 5, plateText(plates[5]!).replace(/\s/gu, ''), ''],
  ])
  t.is(characters, sound.characters)

  // No pictures yet: nothing is to be told of them.
  t.deepEqual(
    compared({ text: linesOf(approved), pages: [] }).differences.filter(({ part }) => part !== 'note'),
    [],
  )
})

test('图片来源 says of each picture what its caption ends with: neither takes the line of the other', async (t) => {
  const made = await madeBook({ chapters: 2, chars: 2500, notes: 2, plates: 6 })
  const credit = '李丁摄'
  // One has a credit alone, and one a caption that is hardly more.
  const plates = made.plates.map((plate, i) => ({
    ...plate,
    credit,
    caption: i === 1 ? '' : i < 3 ? '渡口。' : plate.caption,
  }))
  const credits = plates.map((plate) => plateText({ ...plate, caption: '' }))
  const approved = behind({ ...made, plates }, events, credits)

  t.deepEqual(comparedWith(approved, await setAndRead(approved)).differences, [])
  const unpictured = { ...approved, plates: [] }
  t.deepEqual(comparedWith(approved, await setAndRead(unpictured)).differences, [])
  t.deepEqual(
    comparedWith(approved, { text: linesOf(approved), pages: [] }).differences.filter(({ part }) => part !== 'note'),
    [],
  )

  // A picture in the text left out, and one behind it.
  for (const without of [0, 4]) {
    const read = await setAndRead({ ...approved, plates: plates.filter((_, i) => i !== without) })
    const told = comparedWith(approved, read).differences.map(({ kind, part, note, approved: was, proof }) => [
      ...[kind, part, note, was, proof],
    ])
    t.deepEqual(told, [['missing', 'caption', without, plateText(plates[without]!).replace(/\s/gu, ''), '']])
  }
})
