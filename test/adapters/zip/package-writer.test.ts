import test from 'ava'
import exceljs from 'exceljs'
import sharp from 'sharp'
import { writeBookDocx } from '../../../src/adapters/docx/book-writer.ts'
import { measureZip } from '../../../src/adapters/readers/zip-limits.ts'
import { createTableWriter } from '../../../src/adapters/xlsx/table-writer.ts'
import { createPackageWriter } from '../../../src/adapters/zip/package-writer.ts'
import { plateList } from '../../../src/publications/generated/plate-list.ts'
import { rareCharacters } from '../../../src/publications/generated/rare-characters.ts'
import { smallBook, withPictures } from '../../support/books.ts'
import { docxParagraphs } from '../../support/office.ts'

const write = createPackageWriter({
  docx: writeBookDocx,
  tables: createTableWriter(),
  list: plateList,
  rare: rareCharacters,
})

test('a printer gets the book as Word, each picture under its number, and the list of them', async (t) => {
  const book = await withPictures(smallBook())
  const { parts } = await measureZip(await write(book), () => true)
  t.deepEqual(
    [...parts.keys()].sort(),
    ['图版清单.xlsx', '图片/图版01.jpg', '图片/图版02.jpg', '图片/插图01.jpg', '正文.docx'].sort(),
  )
  for (const [i, name] of ['插图01', '图版01', '图版02'].entries())
    t.deepEqual(parts.get(`图片/${name}.jpg`), book.plates[i]!.image.bytes)
  t.is((await sharp(parts.get('图片/图版01.jpg')).metadata()).width, 600)
  t.is((await docxParagraphs(parts.get('正文.docx')!)).pictures, 3)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(parts.get('图版清单.xlsx')! as never)
  const rows: unknown[][] = []
  workbook.worksheets[0]!.eachRow((row) => void rows.push((row.values as unknown[]).slice(1)))
  t.deepEqual(rows[2], ['文件', '图说', '来源', '尺寸（毫米）', '像素', 'dpi', '备注'])
  t.deepEqual(rows[4], [
    '图版01.jpg',
    '渡口合影之1，前排左起：张甲、李<乙>。',
    '云川市档案馆藏',
    '90 × 60',
    '600 × 400',
    169,
    '不宜印刷：不足 200 dpi，请换原件或缩小',
  ])
  t.is(rows.length, 6)
  const rare: unknown[][] = []
  workbook.worksheets[1]!.eachRow((row) => void rare.push((row.values as unknown[]).slice(1)))
  t.deepEqual(rare.slice(-3), [
    ['𠀀', 'U+20000', '青石渡义渡旧事、忆先师', 2],
    ['𪚥', 'U+2A6A5', '青石渡义渡旧事、忆先师', 2],
    ['㐀', 'U+3400', '青石渡义渡旧事、忆先师', 2],
  ])
})

test('of each picture is told whether it is fit; names stand in order', async (t) => {
  const { plates } = await withPictures(smallBook())
  const sized = (number: number, widthMm: number) => ({
    ...plates[1]!,
    number,
    placed: { widthMm, heightMm: widthMm / 1.5 },
  })
  const told = plateList([sized(9, 50), sized(10, 60), sized(100, 90)])
  t.deepEqual(
    told.map(({ name, dpi, warning }) => [name, dpi, warning.slice(0, 4)]),
    [
      ['图版009', 305, ''],
      ['图版010', 254, '不足 3'],
      ['图版100', 169, '不宜印刷'],
    ],
  )
  t.deepEqual(plateList([]), [])
})

test('a book without pictures is packed too', async (t) => {
  const { parts } = await measureZip(await write(smallBook()), () => true)
  t.deepEqual([...parts.keys()].sort(), ['图版清单.xlsx', '正文.docx'])
})
