/** 样书签收单, 交流寄发单, 信封地址, 交流名单. Pure. */
import type { PaperPart } from '../accessions/papers.ts'
import type { ExchangeUnit } from './dispatch.ts'
import type { DispatchesView } from './dispatches.ts'

export const dispatchLists = ['authors', 'units', 'labels'] as const
export type DispatchList = (typeof dispatchLists)[number]

const words = {
  'zh-CN': {
    titles: { authors: '样书签收单', units: '寄发单', labels: '寄发地址' },
    exchange: '交流名单',
    volume: '书名',
    copies: '册数',
    copiesOf: (total: number, run: number | null, left: number | null) =>
      `共 ${total} 册${run === null ? '' : `；印数 ${run} 册，余 ${left} 册`}`,
    sentTo: '发送对象',
    outside: '不在发送对象之内',
    states: { waiting: '待寄', sent: '已寄', received: '已签收' },
    authors: ['序号', '姓名', '册数', '寄发', '签收人', '签收日期'],
    units: ['序号', '单位', '联系人', '邮编', '地址', '册数', '寄发', '签收'],
    labels: ['邮编', '地址', '收件单位', '收件人', '册数'],
    unit: ['序号', '单位', '类别', '联系人', '邮编', '地址', '册数', '备注'],
    signatures: ['经办：＿＿＿＿＿＿＿＿', '日期：＿＿＿＿＿＿＿＿'],
  },
  en: {
    titles: { authors: 'Author copies', units: 'Dispatch list', labels: 'Addresses' },
    exchange: 'Exchange list',
    volume: 'Volume',
    copies: 'Copies',
    copiesOf: (total: number, run: number | null, left: number | null) =>
      `${total} copies${run === null ? '' : `; of ${run} printed, ${left} are left`}`,
    sentTo: 'For',
    outside: 'not among those it is for',
    states: { waiting: 'to be sent', sent: 'sent', received: 'received' },
    authors: ['No.', 'Name', 'Copies', 'Sent', 'Received by', 'Day'],
    units: ['No.', 'Unit', 'Contact', 'Postcode', 'Address', 'Copies', 'Sent', 'Received'],
    labels: ['Postcode', 'Address', 'Unit', 'Contact', 'Copies'],
    unit: ['No.', 'Unit', 'Category', 'Contact', 'Postcode', 'Address', 'Copies', 'Note'],
    signatures: ['Handled by: ＿＿＿＿＿＿＿＿', 'Date: ＿＿＿＿＿＿＿＿'],
  },
}

/** `volume`: its name as printed. */
export function dispatchList(
  { items, copies, sentTo }: DispatchesView,
  volume: string,
  kind: DispatchList,
  language: keyof typeof words,
) {
  const w = words[language]
  const own = items.filter((one) => kind === 'labels' || (one.kind === 'author') === (kind === 'authors'))
  const total = own.reduce((sum, one) => sum + one.copies, 0)
  const facts: PaperPart = {
    is: 'facts',
    rows: [
      [w.volume, volume],
      [w.copies, w.copiesOf(total, copies.printRun, copies.left)],
      ...(sentTo === null || kind === 'authors' ? [] : [[w.sentTo, sentTo] as [string, string]]),
    ],
  }
  const stateOf = ({ state, sentOn, way }: (typeof own)[number]) =>
    [w.states[state === 'received' ? 'sent' : state], sentOn, way].filter(Boolean).join(' ')
  const tables: Record<DispatchList, () => Extract<PaperPart, { is: 'table' }>> = {
    authors: () => ({
      is: 'table',
      head: w.authors,
      rows: own.map((one, i) => [String(i + 1), one.name, String(one.copies), stateOf(one), '', one.receivedOn]),
      numeric: [0, 2],
      widths: [5, 18, 7, 20, 18, 14],
    }),
    units: () => ({
      is: 'table',
      head: w.units,
      rows: own.map((one, i) => [
        String(i + 1),
        one.isOutside ? `${one.name}（${w.outside}）` : one.name,
        one.contact,
        one.postcode,
        one.address,
        String(one.copies),
        stateOf(one),
        one.receivedOn,
      ]),
      numeric: [0, 5],
      widths: [5, 24, 10, 9, 30, 6, 14, 11],
    }),
    labels: () => ({
      is: 'table',
      head: w.labels,
      rows: own
        .filter(({ state, address }) => state === 'waiting' && address !== '')
        .map((one) => [
          one.postcode,
          one.address,
          one.kind === 'author' ? '' : one.name,
          one.kind === 'author' ? one.name : one.contact,
          String(one.copies),
        ]),
      numeric: [4],
      widths: [10, 36, 26, 12, 7],
    }),
  }
  const signatures = kind === 'labels' ? [] : w.signatures
  return {
    title: w.titles[kind],
    number: volume,
    isLandscape: kind === 'units',
    parts: [facts, tables[kind]()],
    signatures,
  }
}

export function exchangeList(units: readonly ExchangeUnit[], language: keyof typeof words) {
  const w = words[language]
  const rows = units.map(({ name, category, contact, postcode, address, copies, note }, i) => [
    String(i + 1),
    ...[name, category, contact, postcode, address, String(copies), note],
  ])
  const total = units.reduce((sum, { copies }) => sum + copies, 0)
  const parts: PaperPart[] = [
    { is: 'facts', rows: [[w.copies, w.copiesOf(total, null, null)]] },
    { is: 'table', head: w.unit, rows, numeric: [0, 6], widths: [5, 24, 12, 10, 9, 30, 6, 14] },
  ]
  return { title: w.exchange, isLandscape: true, parts, signatures: [] }
}
