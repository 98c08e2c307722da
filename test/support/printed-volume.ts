/** A volume of 文史资料 as it was printed: thirty pages as pictures and as text, with its contents; what stands on which page is known. */
import sharp from 'sharp'
import { essay } from './essay.ts'

export interface PrintedPiece {
  /** As the contents have it, and as the page does. */
  title: string
  onPage: string
  byline: string
  /** Printed page it begins on, and whether at its head. */
  page: number
  isAtHead: boolean
}
export const pieces: PrintedPiece[] = [
  { title: '我的抗战经历', onPage: '我的抗战经历', byline: '张三', page: 1, isAtHead: true },
  { title: '渡口旧事', onPage: '渡 口 旧 事', byline: '李四 口述 王五 整理', page: 6, isAtHead: false },
  { title: '米业公会始末', onPage: '米业公会始末', byline: '周世昌', page: 11, isAtHead: true },
  { title: '花园口见闻', onPage: '花園口見聞', byline: '沈季清', page: 15, isAtHead: false },
  {
    title: '盐号旧闻——记石桥镇的三家盐号',
    onPage: '盐号旧闻\n　　——记石桥镇的三家盐号',
    byline: '孙甲',
    page: 20,
    isAtHead: false,
  },
  { title: '后记', onPage: '后　记', byline: '', page: 26, isAtHead: true },
]
/** Printed page 1 is the third. */
export const FIRST_PAGE = 2
const LAST = 27

const contents = `目　录

【抗战史料】
我的抗战经历………………张三（1）
渡口旧事 / 李四 口述 王五 整理 … 6
·工商史话·
米业公会始末　　　　周世昌（11）
花园口见闻 沈季清 ………… 15
盐号旧闻——记石桥镇的三家盐号……孙甲 20
后　记…………………………26
`

function bodyPage(number: number): string {
  const begun = pieces.filter(({ page }) => page === number)
  const [first] = begun
  const head = first?.isAtHead ? '' : essay(number, 160)
  const titled = begun.map(({ onPage, byline }) => `${onPage}\n${byline ? `　　　${byline}\n` : ''}`).join('')
  return `${head}${titled}${first ? essay(number + 500, 120) : essay(number + 900, 80)}— ${number} —\n`
}

export const printedPages: string[] = [
  '云川文史资料\n第五辑\n',
  contents,
  ...Array.from({ length: LAST }, (_, i) => bodyPage(i + 1)),
  '云川文史资料第五辑\n编辑：云川县政协文史委\n印刷：云川印刷厂\n印数：1000册\n准印证号：云文准字（89）12号\n',
]

/** A sheet of paper with a stripe of its own. */
export const picture = (page: number) =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#f4efe2' } })
    .composite([
      {
        input: { create: { width: 200, height: 8 + page * 10, channels: 3, background: '#333' } },
        left: 40,
        top: 30,
      },
    ])
    .jpeg()
    .toBuffer()

/** In a folder, as a scanner leaves them, with one text whose pages are parted. */
export async function printedFiles(folder: string): Promise<{ name: string; data: Buffer }[]> {
  const scans = printedPages.map(async (_, i) => ({
    name: `${folder}/${String(i + 1).padStart(3, '0')}.jpg`,
    data: await picture(i),
  }))
  return [...(await Promise.all(scans)), { name: `${folder}/全文.txt`, data: Buffer.from(printedPages.join('\f')) }]
}
