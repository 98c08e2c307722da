/** 待退还原件: what was lent to us and goes back, the first due first. Pure. */
import type { Accession } from './accession.ts'
import type { Paper } from './papers.ts'

const words = {
  'zh-CN': {
    title: '待退还原件清单',
    columns: ['序号', '登记号', '题名', '提供者', '电话', '收到日期', '约定退还', '经手人', '备注'],
    overdue: '已过期',
    total: (count: number, day: string) => `合计 ${count} 批。制表日期 ${day}`,
    office: '单位',
  },
  en: {
    title: 'Originals to be returned',
    columns: ['No.', 'Accession', 'Title', 'From', 'Telephone', 'Received', 'Due', 'Handler', 'Note'],
    overdue: 'overdue',
    total: (count: number, day: string) => `${count} accessions. Drawn up on ${day}`,
    office: 'Office',
  },
}

/** `today`: an ISO day. What has no day agreed stands last. */
export function toReturnPaper(
  waiting: readonly Accession[],
  today: string,
  language: keyof typeof words,
  office: string,
): Paper {
  const w = words[language]
  const due = (one: Accession) => one.returnDue ?? '9999'
  const rows = [...waiting]
    .sort((a, b) => due(a).localeCompare(due(b)) || a.receivedDate.localeCompare(b.receivedDate))
    .map((one, i) => [
      String(i + 1),
      one.accessionNumber,
      one.title,
      one.contributor?.name ?? '',
      one.contributor?.phone ?? '',
      one.receivedDate,
      one.returnDue ? `${one.returnDue}${one.returnDue < today ? `（${w.overdue}）` : ''}` : '',
      one.handler,
      one.note,
    ])
  return {
    title: w.title,
    parts: [
      ...(office ? [{ is: 'facts' as const, rows: [[w.office, office]] as [string, string][] }] : []),
      { is: 'table', head: w.columns, rows, numeric: [0], widths: [6, 13, 28, 16, 14, 12, 18, 10, 20] },
      { is: 'text', text: w.total(rows.length, today) },
    ],
    signatures: [],
    isLandscape: true,
  }
}
