/** 勘误表 of a printing, and what the next one has to change. Pure. */
import type { PaperPart } from '../../accessions/papers.ts'
import type { ErratumView } from './errata.ts'
import type { Printing } from './printing.ts'

const words = {
  'zh-CN': {
    titles: { printed: '勘误表', reprint: '再版勘误表' },
    facts: ['书名', '印次', '处数'],
    printing: (number: number, day: string) => `${day} 第${number}次印刷`,
    head: ['序号', '页', '行、段', '篇', '误', '正'],
    more: '情况',
    paragraph: (number: number) => `第${number}段`,
    states: { open: '待改', done: '正文已改', kept: '不改' },
    misprint: '印刷之误，正文不误',
    kept: '不改的',
    none: '没有勘误。',
    day: '日期：＿＿＿＿＿＿＿＿',
    editor: '编者：＿＿＿＿＿＿＿＿',
  },
  en: {
    titles: { printed: 'Errata', reprint: 'Errata for the next printing' },
    facts: ['Volume', 'Printing', 'Places'],
    printing: (number: number, day: string) => `printing ${number}, ${day}`,
    head: ['No.', 'Page', 'Line', 'Chapter', 'For', 'Read'],
    more: 'State',
    paragraph: (number: number) => `para. ${number}`,
    states: { open: 'to be corrected', done: 'corrected in the text', kept: 'kept' },
    misprint: 'misprint, the text is right',
    kept: 'Kept as they are',
    none: 'No errata.',
    day: 'Date: ＿＿＿＿＿＿＿＿',
    editor: 'Editor: ＿＿＿＿＿＿＿＿',
  },
}
export const errataLists = ['printed', 'reprint'] as const
export type ErrataList = (typeof errataLists)[number]

/** `printed`: what readers are told; `reprint`: what is to be done, with its state, and what stays and why. */
export function errataList(
  printing: Printing,
  errata: readonly ErratumView[],
  kind: ErrataList,
  volume: string,
  language: keyof typeof words,
) {
  const w = words[language]
  const order = new Map(printing.text.chapters.map(({ id }, i) => [id, i]))
  const lines = errata
    .flatMap((erratum) => erratum.uses.flatMap((use) => (use.printing?.id === printing.id ? [{ erratum, use }] : [])))
    .sort(
      (a, b) =>
        (Number.parseInt(a.use.page, 10) || 1e9) - (Number.parseInt(b.use.page, 10) || 1e9) ||
        (order.get(a.use.part.id) ?? 1e6) - (order.get(b.use.part.id) ?? 1e6) ||
        (a.use.paragraph ?? 0) - (b.use.paragraph ?? 0),
    )
  const rowOf = ({ erratum, use }: (typeof lines)[number], i: number) => {
    const isPointed = use.exact === erratum.wrong
    const line = (use.page === erratum.page && erratum.line) || (use.paragraph ? w.paragraph(use.paragraph) : '')
    // Elsewhere it may stand in other words: there the place is shown.
    const wrong = isPointed ? erratum.wrong : `${use.before}【${use.exact}】${use.after}`
    return [String(i + 1), use.page, line, use.part.title, wrong, erratum.right]
  }
  const stateOf = ({ erratum, use }: (typeof lines)[number]) =>
    use.kept ? `${w.states.kept}：${use.kept.reason}` : erratum.cause === 'misprint' ? w.misprint : w.states[use.state]
  const table = (own: typeof lines): PaperPart => ({
    is: 'table',
    head: kind === 'reprint' ? [...w.head, w.more] : w.head,
    rows: own.map((one, i) => (kind === 'reprint' ? [...rowOf(one, i), stateOf(one)] : rowOf(one, i))),
    numeric: [0, 1],
    widths: kind === 'reprint' ? [4, 5, 9, 18, 24, 24, 14] : [5, 6, 10, 20, 28, 28],
  })
  const wanted = lines.filter(({ use }) => use.state !== 'kept')
  const kept = lines.filter(({ use }) => use.state === 'kept')
  const [book, of, count] = w.facts
  const parts: PaperPart[] = [
    {
      is: 'facts',
      rows: [
        [book!, volume],
        [of!, w.printing(printing.number, printing.publishedOn)],
        [count!, String(wanted.length)],
      ],
    },
    wanted.length ? table(wanted) : { is: 'text', text: w.none },
  ]
  if (kind === 'reprint' && kept.length) parts.push({ is: 'heading', text: w.kept }, table(kept))
  return { title: w.titles[kind], number: volume, parts, signatures: kind === 'reprint' ? [w.editor, w.day] : [] }
}
