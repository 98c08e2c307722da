/** 征集登记表, 收据, 捐赠证书, 授权书: what each paper says of an accession. Pure; how it looks is the edge's. */
import { type Accession, type AccessionCounts, acquisitionNames } from './accession.ts'
import type { FileLine } from './store.ts'

export const paperNames = ['register', 'receipt', 'certificate', 'consent'] as const
export type PaperName = (typeof paperNames)[number]

export type PaperPart =
  | { is: 'facts'; rows: [name: string, value: string][] }
  | { is: 'text'; text: string }
  /** A picture of ours with what is said of it beside. */
  | {
      is: 'picture'
      address: string | null
      /** Where the picture itself goes into the paper: a JPEG and its pixels. */
      image?: { data: Buffer; width: number; height: number } | null
      rows: [name: string, value: string][]
    }
  | { is: 'heading'; text: string }
  /** Numbers are set to the right. */
  | {
      is: 'table'
      head: string[]
      rows: string[][]
      numeric: number[]
      /** Of the columns, to one another; a form that is ruled all round. */
      widths?: number[]
    }

export interface Paper {
  title: string
  parts: PaperPart[]
  /** Lines to be signed. */
  signatures: string[]
  /** Wider than tall when it is printed. */
  isLandscape?: boolean
}

/** A longer list nobody prints; the sum says how many there are. */
const MOST = 5000

const BLANK = '＿＿＿＿＿＿＿＿'
const box = (isSo: boolean) => (isSo ? '☑' : '□')
const words = {
  'zh-CN': {
    titles: { register: '征集登记表', receipt: '文史资料收据', certificate: '捐赠证书', consent: '授权书' },
    number: '征集登记号',
    title: '题名',
    from: '提供者',
    identity: '身份',
    workUnit: '单位',
    phone: '电话',
    address: '地址',
    type: '方式',
    date: '收到日期',
    handler: '经手人',
    office: '接收单位',
    originals: '原件处理',
    extent: '数量',
    note: '备注',
    types: acquisitionNames['zh-CN'],
    kept: '留存',
    toReturn: (day: string | null) => (day ? `须于 ${day} 前退还` : '须退还'),
    returned: (day: string, note: string) => `${day} 已退还${note ? `（${note}）` : ''}`,
    sum: (files: number, items: number) => `${files} 个文件，${items} 件`,
    place: '序号',
    file: '名称',
    size: '字节',
    mark: '校验码（SHA-256 前 12 位）',
    outcome: '收存',
    outcomes: { accepted: '已收', duplicate: '已有', rejected: '未收' },
    total: (count: number) => `合计 ${count}${count > MOST ? `（此处列出前 ${MOST} 个）` : ''}`,
    kinds: (donated: boolean, lent: boolean, due: string | null) =>
      `${box(donated)}捐赠　${box(lent)}借用复制　归还日：${due ?? BLANK}`,
    certificate: (who: string, day: string, title: string, count: number, number: string) =>
      `　　兹承 ${who} 于 ${day} 捐赠文史资料《${title}》，共 ${count} 件（登记号 ${number}，清单另附）。所赠资料由本单位永久保存，供查考研究。谨发此证，以志谢忱。`,
    consent: (office: string) => [
      `　　本人是下列资料的 □作者　□照片拍摄者　□权利人　□继承人（与作者的关系：${BLANK}），自愿授权 ${office}：`,
      '一、用途：□收入文史资料书刊出版　□再版、选编　□信息网络传播　□展览、陈列　□仅供内部查阅',
      `二、期限：□长期　□至 ${BLANK}　　地域：□不限　□${BLANK}　　□专有　□非专有`,
      '三、编辑：□同意作文字删节、修改　□删改须经本人同意',
      `四、署名：□真名　□笔名 ${BLANK}　□不署名`,
      `五、其他约定：${BLANK}${BLANK}`,
    ],
    signDonor: `提供者签字：${BLANK}`,
    signOffice: `接收单位（章）：${BLANK}`,
    signHandler: `经手人：${BLANK}`,
    signCheck: `审核人：${BLANK}`,
    signRights: `授权人签字：${BLANK}　联系电话：${BLANK}`,
    day: `日期：${BLANK}`,
  },
  en: {
    titles: {
      register: 'Accession record',
      receipt: 'Receipt',
      certificate: 'Certificate of donation',
      consent: 'Consent',
    },
    number: 'Accession no.',
    title: 'Title',
    from: 'From',
    identity: 'Role',
    workUnit: 'Work unit',
    phone: 'Telephone',
    address: 'Address',
    type: 'Method',
    date: 'Received',
    handler: 'Handler',
    office: 'Received by',
    originals: 'Originals',
    extent: 'Extent',
    note: 'Note',
    types: acquisitionNames.en,
    kept: 'kept',
    toReturn: (day: string | null) => (day ? `to be returned by ${day}` : 'to be returned'),
    returned: (day: string, note: string) => `returned on ${day}${note ? ` (${note})` : ''}`,
    sum: (files: number, items: number) => `${files} files, ${items} items`,
    place: 'No.',
    file: 'Name',
    size: 'Bytes',
    mark: 'Checksum (SHA-256, first 12)',
    outcome: 'Taken',
    outcomes: { accepted: 'yes', duplicate: 'held already', rejected: 'no' },
    total: (count: number) => `Total: ${count}${count > MOST ? ` (the first ${MOST} are listed)` : ''}`,
    kinds: (donated: boolean, lent: boolean, due: string | null) =>
      `${box(donated)} donation　${box(lent)} borrowed for copying, to be returned: ${due ?? BLANK}`,
    certificate: (who: string, day: string, title: string, count: number, number: string) =>
      `On ${day}, ${who} donated “${title}”, ${count} items (no. ${number}, list attached). They are kept for good, for study and reference. With our thanks.`,
    consent: (office: string) => [
      `I am the □ author　□ photographer　□ owner of the rights　□ heir (relation: ${BLANK}) of what is listed below and allow ${office}:`,
      '1. Use: □ publication　□ new editions　□ on the network　□ exhibition　□ reading on the premises only',
      `2. Term: □ no limit　□ until ${BLANK}　Territory: □ any　□ ${BLANK}　□ exclusive　□ not exclusive`,
      '3. Editing: □ may be cut and changed　□ only with my agreement',
      `4. Name: □ real name　□ pen name ${BLANK}　□ none`,
      `5. Further: ${BLANK}${BLANK}`,
    ],
    signDonor: `Donor: ${BLANK}`,
    signOffice: `Received by: ${BLANK}`,
    signHandler: `Handler: ${BLANK}`,
    signCheck: `Checked by: ${BLANK}`,
    signRights: `Signed: ${BLANK}　Telephone: ${BLANK}`,
    day: `Date: ${BLANK}`,
  },
}
type Language = keyof typeof words

/** `office`: its name, or ''. Lines in the order received. */
export function paperOf(
  name: PaperName,
  accession: Accession & { counts: AccessionCounts },
  lines: readonly FileLine[],
  language: Language,
  office: string,
): Paper {
  const w = words[language]
  const { contributor, counts, returned } = accession
  const kept = lines.filter(({ outcome }) => outcome !== 'rejected')
  const said = (rows: [string, string | undefined][]): [string, string][] =>
    rows.flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : []))
  const facts: [string, string | undefined][] = [
    [w.number, accession.accessionNumber],
    [w.title, accession.title],
    [w.from, contributor?.name],
    [w.date, accession.receivedDate],
    [w.handler, accession.handler],
    [w.office, office],
  ]
  const list: PaperPart = {
    is: 'table',
    head: [w.place, w.file, w.size, w.mark],
    rows: kept
      .slice(0, MOST)
      .map(({ filename, size, sha256 }, i) => [
        String(i + 1),
        filename,
        String(size ?? ''),
        sha256?.slice(0, 12) ?? '',
      ]),
    numeric: [0, 2],
  }
  const sum: PaperPart = { is: 'text', text: w.total(kept.length) }
  const title = w.titles[name]
  switch (name) {
    case 'receipt': {
      const { acquisitionType: type, returnOriginal, returnDue } = accession
      // A way that has no box of its own is named.
      const way: [string, string | undefined] = [w.type, type === 'donation' ? undefined : w.types[type]]
      return {
        title,
        parts: [
          { is: 'facts', rows: said([...facts, way]) },
          {
            is: 'text',
            text: w.kinds(type === 'donation', returnOriginal || type === 'copy', returnOriginal ? returnDue : null),
          },
          list,
          sum,
        ],
        signatures: [w.signDonor, w.signOffice],
      }
    }
    case 'register':
      return {
        title,
        parts: [
          {
            is: 'facts',
            rows: said([
              ...facts,
              [w.type, w.types[accession.acquisitionType]],
              [w.identity, [contributor?.identityThen, contributor?.identityNow].filter(Boolean).join('；')],
              [w.workUnit, contributor?.workUnit],
              [w.phone, contributor?.phone],
              [w.address, contributor?.address],
              [
                w.originals,
                returned
                  ? w.returned(returned.at, returned.note)
                  : accession.returnOriginal
                    ? w.toReturn(accession.returnDue)
                    : w.kept,
              ],
              [w.extent, w.sum(counts.files, counts.items)],
              [w.note, accession.note],
            ]),
          },
          {
            is: 'table',
            head: [w.place, w.file, w.size, w.outcome],
            rows: lines
              .slice(0, MOST)
              .map(({ filename, originalPath, size, outcome }, i) => [
                String(i + 1),
                originalPath ?? filename,
                String(size ?? ''),
                w.outcomes[outcome],
              ]),
            numeric: [0, 2],
          },
          { is: 'text', text: w.total(lines.length) },
        ],
        signatures: [w.signHandler, w.signCheck, w.day],
      }
    case 'certificate':
      return {
        title,
        parts: [
          {
            is: 'text',
            text: w.certificate(
              contributor?.name ?? BLANK,
              accession.receivedDate,
              accession.title,
              counts.items,
              accession.accessionNumber,
            ),
          },
        ],
        signatures: [office || w.signOffice, accession.receivedDate],
      }
    case 'consent':
      return {
        title,
        parts: [...w.consent(office || BLANK).map((text): PaperPart => ({ is: 'text', text })), list, sum],
        signatures: [w.signRights, w.signOffice, w.day],
      }
  }
}
