/** 收据: a page that prints well, without script. */
import type { AccessionView } from '../accessions/accessions.ts'
import type { FileLine } from '../accessions/store.ts'
import type { Language } from '../http/sentences.ts'

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const words = {
  'zh-CN': {
    title: '文史资料收据',
    number: '征集登记号',
    from: '提供者',
    date: '收到日期',
    handler: '经手人',
    office: '接收单位',
    kinds: '□捐赠　□借用复制　归还日：＿＿＿＿＿＿',
    file: '名称',
    size: '字节',
    mark: '校验码（SHA-256 前 12 位）',
    sum: '合计',
    sign: '提供者签字：＿＿＿＿＿＿＿＿　　接收单位（章）：＿＿＿＿＿＿＿＿',
  },
  en: {
    title: 'Receipt',
    number: 'Accession no.',
    from: 'From',
    date: 'Received',
    handler: 'Handler',
    office: 'Received by',
    kinds: '□ donation　□ borrowed for copying, to be returned: ______',
    file: 'Name',
    size: 'Bytes',
    mark: 'Checksum (SHA-256, first 12)',
    sum: 'Total',
    sign: 'Donor: ____________　　Received by: ____________',
  },
} as const

/** `office`: its name, or ''. */
export function receiptPage(
  accession: AccessionView,
  files: readonly FileLine[],
  language: Language,
  office: string,
): string {
  const w = words[language]
  const kept = files.filter(({ outcome }) => outcome !== 'rejected')
  const rows = kept.map(
    ({ filename, size, sha256 }, i) =>
      `<tr><td>${i + 1}</td><td>${escaped(filename)}</td><td class="n">${size}</td><td><code>${sha256?.slice(0, 12)}</code></td></tr>`,
  )
  const facts: [string, string][] = [
    [w.number, accession.accessionNumber],
    [w.from, accession.contributor?.name ?? ''],
    [w.date, accession.receivedDate],
    [w.handler, accession.handler],
    ...(office === '' ? [] : ([[w.office, office]] as [string, string][])),
  ]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${w.title} ${accession.accessionNumber}</title>
<style>body{font:15px/1.7 "Source Han Serif SC","Noto Serif SC",SimSun,serif;max-width:180mm;margin:12mm auto;color:#1f2328}h1{font-size:22px;text-align:center;letter-spacing:.3em}
table{border-collapse:collapse;width:100%;margin:16px 0}td,th{border-bottom:1px solid #cfc9bd;padding:3px 8px;text-align:left}.n{text-align:right;font-variant-numeric:tabular-nums}dl{display:grid;grid-template-columns:8em 1fr 8em 1fr;gap:2px 8px}dt{color:#55524b}dd{margin:0}tr{break-inside:avoid}</style></head>
<body><h1>${w.title}</h1><p>${escaped(accession.title)}</p><dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl><p>${w.kinds}</p>
<table><thead><tr><th></th><th>${w.file}</th><th class="n">${w.size}</th><th>${w.mark}</th></tr></thead><tbody>${rows.join('')}</tbody></table><p>${w.sum}: ${kept.length}</p><p>${w.sign}</p></body></html>`
}
