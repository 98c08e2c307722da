/** 审读单: what is printed to be signed on paper. Pure; how it looks is the edge's. */
import type { Opinion, Round } from './review.ts'

const words = {
  'zh-CN': {
    title: '审读单',
    stages: { first: '初审', second: '复审', final: '终审' },
    gates: { politics: '政治关', facts: '史实关', wording: '文字关' },
    volume: '书稿',
    stage: '审次',
    reader: '审读人',
    sent: '送审',
    extent: '篇数、字数',
    extentOf: (count: number, chars: number) => `${count} 篇，${chars} 字`,
    hash: '快照（SHA-256）',
    issue: (number: number | null) => (number === null ? '' : `第${number}辑`),
    note: '送审说明',
    chapters: ['序号', '篇名', '署名', '稿次', '字数'],
    opinions: ['篇名', '原文', '关', '意见'],
    verdict: '□通过　　□退改（退改的篇：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿）',
    overall: '审读意见：\n\n\n\n\n\n',
    checks: '政治关：□无误　□有问题　　史实关：□无误　□有问题　　文字关：□无误　□有问题',
    signature: '审读人签字：＿＿＿＿＿＿＿＿',
    day: '日期：＿＿＿＿＿＿＿＿',
    entered: '录入人：＿＿＿＿＿＿＿＿',
  },
  en: {
    title: 'Review sheet',
    stages: { first: 'First review', second: 'Second review', final: 'Final review' },
    gates: { politics: 'Politics', facts: 'Facts', wording: 'Wording' },
    volume: 'Volume',
    stage: 'Stage',
    reader: 'Reader',
    sent: 'Sent',
    extent: 'Extent',
    extentOf: (count: number, chars: number) => `${count} chapters, ${chars} characters`,
    hash: 'Snapshot (SHA-256)',
    issue: (number: number | null) => (number === null ? '' : `No. ${number}`),
    note: 'Note',
    chapters: ['No.', 'Title', 'Byline', 'Version', 'Characters'],
    opinions: ['Chapter', 'Passage', 'Gate', 'Opinion'],
    verdict: '□ passed　　□ returned (chapters: ＿＿＿＿＿＿＿＿＿＿＿＿)',
    overall: 'Opinion:\n\n\n\n\n\n',
    checks: 'Politics: □ sound □ not　　Facts: □ sound □ not　　Wording: □ sound □ not',
    signature: 'Signed: ＿＿＿＿＿＿＿＿',
    day: 'Date: ＿＿＿＿＿＿＿＿',
    entered: 'Entered by: ＿＿＿＿＿＿＿＿',
  },
}

/** `language`: of the labels. */
export function reviewSheet(round: Round, opinions: readonly Opinion[], language: keyof typeof words) {
  const w = words[language]
  const { snapshot, stage, hash, note } = round
  const { seriesTitle, number, title } = snapshot.volume
  const titles = new Map(snapshot.chapters.map((chapter) => [chapter.id, chapter.title]))
  const chars = snapshot.chapters.reduce((sum, chapter) => sum + chapter.chars, 0)
  const name = [seriesTitle, w.issue(number), title].filter((part) => part !== '').join(' ')
  const rows: [string, string][] = [
    [w.volume, name],
    [w.stage, w.stages[stage]],
    [w.reader, round.assigneeName],
    [w.sent, `${round.sentByName} ${round.sentAt.slice(0, 10)}`],
    [w.extent, w.extentOf(snapshot.chapters.length, chars)],
    [w.hash, hash],
    ...(note ? [[w.note, note] as [string, string]] : []),
  ]
  return {
    title: w.title,
    number: `${name} ${w.stages[stage]}`,
    parts: [
      { is: 'facts' as const, rows },
      {
        is: 'table' as const,
        head: w.chapters,
        rows: snapshot.chapters.map((one, i) => [
          String(i + 1),
          one.title,
          one.byline,
          String(one.revision),
          String(one.chars),
        ]),
        numeric: [0, 3, 4],
      },
      ...(opinions.length
        ? [
            {
              is: 'table' as const,
              head: w.opinions,
              rows: opinions.map((one) => [
                titles.get(one.chapterId) ?? '',
                one.exact.slice(0, 200),
                w.gates[one.gate],
                one.text,
              ]),
              numeric: [] as number[],
            },
          ]
        : []),
      { is: 'text' as const, text: w.checks },
      { is: 'text' as const, text: w.overall },
      { is: 'text' as const, text: w.verdict },
    ],
    signatures: [w.signature, w.day, w.entered],
  }
}
