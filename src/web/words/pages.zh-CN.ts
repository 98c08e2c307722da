/** 预览版面: Chinese. */
const n = (value: number) => value.toLocaleString('zh-CN')
const thousand = (chars: number) => n(Math.round(chars / 1000))

export const pages = {
  title: '预览版面',
  setting: '正在排版，通常几秒钟……',
  again: '重新排版',
  download: '下载 PDF',
  sum: (sheets: number, chars: number) => `共 ${n(sheets)} 面，版面字数 ${thousand(chars)} 千字`,
  rule: '版面字数 = 每行字数 × 每面行数 × 面数，空白、图片和标题都算在内；书名页和版权页不算。',
  part: '篇目',
  page: '页码',
  sheets: '面数',
  chars: '版面字数',
  count: n,
  sheet: (sheet: number) => `第 ${n(sheet)} 面`,
  book: '全书各面',
  failed: '没有排成。',
  chapterSum: (pages: number, first: number, chars: number) =>
    `${n(pages)} 面，自第 ${n(first)} 页，版面字数 ${n(chars)}`,
  old: '这是上一次排的，稿子后来改过。',
  pageOf: (page: number) => `第 ${n(page)} 页`,
  toText: (page: number) => `到稿子里第 ${n(page)} 页起头的一段`,
}
