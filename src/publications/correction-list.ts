/** 改样单: what the printer is to change in a proof. Pure. */
import type { PaperPart } from '../accessions/papers.ts'
import { type ProofDifference, type ProofRound, partTitle } from './proof.ts'

const words = {
  'zh-CN': {
    title: '改样单',
    stages: { first: '一校', second: '二校', third: '三校', reading: '通读', check: '核红', print: '付印' },
    kinds: { wrong: '错字', missing: '漏字', extra: '多字', punctuation: '标点', numeral: '数字', transposed: '倒字' },
    facts: ['书稿', '校次', '校样', '处数'],
    head: ['序号', '页', '篇', '类', '上下文', '校样作', '改为'],
    caption: '图说',
    delete: '（删）',
    insert: '（补）',
    signatures: ['校对：＿＿＿＿＿＿＿＿', '日期：＿＿＿＿＿＿＿＿', '改样：＿＿＿＿＿＿＿＿'],
  },
  en: {
    title: 'Corrections',
    stages: {
      first: 'First proof',
      second: 'Second proof',
      third: 'Third proof',
      reading: 'Reading',
      check: 'Check',
      print: 'Print',
    },
    kinds: {
      wrong: 'Wrong',
      missing: 'Missing',
      extra: 'Extra',
      punctuation: 'Punctuation',
      numeral: 'Numeral',
      transposed: 'Transposed',
    },
    facts: ['Volume', 'Proof', 'File', 'Places'],
    head: ['No.', 'Page', 'Chapter', 'Kind', 'Context', 'Proof has', 'Change to'],
    caption: 'caption',
    delete: '(delete)',
    insert: '(insert)',
    signatures: ['Proofread by: ＿＿＿＿＿＿＿＿', 'Date: ＿＿＿＿＿＿＿＿', 'Corrected by: ＿＿＿＿＿＿＿＿'],
  },
}

/** `volume`: its name as printed; `file`: of the proof. */
export function correctionList(
  { stage, basis }: ProofRound,
  differences: readonly ProofDifference[],
  { volume, file }: { volume: string; file: string },
  language: keyof typeof words,
) {
  const w = words[language]
  const own = differences.filter(({ decided }) => decided?.decision === 'printer')
  const rows = own.map((one, i) => [
    String(i + 1),
    String(one.page),
    `${partTitle(basis, one)}${one.part === 'caption' ? `（${w.caption}）` : ''}`,
    w.kinds[one.kind],
    `${one.before}【${one.proof}】${one.after}`,
    one.proof || w.insert,
    one.approved || w.delete,
  ])
  const [book, proof, name, count] = w.facts
  const parts: PaperPart[] = [
    {
      is: 'facts',
      rows: [
        [book!, volume],
        [proof!, w.stages[stage]],
        [name!, file],
        [count!, String(own.length)],
      ],
    },
    { is: 'table', head: w.head, rows, numeric: [0, 1], widths: [4, 4, 14, 6, 34, 12, 12] },
  ]
  return { title: w.title, number: `${volume} ${w.stages[stage]}`, parts, signatures: w.signatures }
}
