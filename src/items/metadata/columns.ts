/** The columns of a list of descriptions: what they are called, what an item shows in them, what a cell means. Pure. */

import { peopleLine, peopleOfLine } from '../../hanzi/captions.ts'
import type { Depicted } from '../depicted.ts'
import { flat } from '../description.ts'
import type { ItemPatch } from '../input.ts'
import type { Item } from '../item.ts'
import type { ItemView } from '../views.ts'
import { namesOf, namesText } from './names.ts'

/** By which a row finds its item. */
export const keys = ['id', 'filename', 'path'] as const
export type Key = (typeof keys)[number]

interface Named {
  field: string
  /** The first is written, all are read. */
  zh: readonly string[]
  kind?: 'names' | 'choice'
}

const named = (field: string, ...zh: string[]): Named => ({ field, zh })
const list = (field: string, ...zh: string[]): Named => ({ field, zh, kind: 'names' })
const choice = (field: string, ...zh: string[]): Named => ({ field, zh, kind: 'choice' })

const keyColumns: readonly Named[] = [
  named('id', '标识'),
  named('filename', '文件名', '原文件名', '文件'),
  named('path', '路径', '原路径', '文件路径'),
]
/** In the order in which they are written. */
export const elements: readonly Named[] = [
  named('referenceCode', '档号'),
  named('title', '题名', '标题', '篇名'),
  list('creators', '责任者', '作者', '供稿人'),
  named('date', '日期', '时间', '写作年月', '形成日期', '成文日期'),
  named('edtf', '日期（EDTF）', '日期(EDTF)'),
  named('genre', '体裁'),
  named('category', '门类', '档案门类'),
  choice('kind', '类别'),
  list('persons', '人物', '人名'),
  list('places', '地点', '地名'),
  list('subjects', '主题词', '关键词'),
  named('sanqinType', '三亲类型', '三亲'),
  named('narrationBy', '口述整理'),
  named('manuscriptStage', '稿次', '稿本'),
  named('event', '事由'),
  named('background', '背景'),
  named('depicted', '人物位置', '人物（排、左起）'),
  named('caption', '图说'),
  named('photographer', '摄影者'),
  named('provider', '提供者'),
  named('scopeAndContent', '内容提要', '范围和提要', '提要'),
  named('extentMedium', '载体与数量', '载体形态'),
  named('language', '语文', '语言或文字', '语言'),
  named('originalOrCopy', '原件或复制件'),
  named('recordNumber', '文件编号'),
  named('classCode', '分类号'),
  named('location', '存放位置'),
  list('relatedItems', '相关件', '参见号'),
  choice('access', '开放状态', '开放'),
  named('openStatus', '开放鉴定', '开放标识'),
  named('secrecyLevel', '密级'),
  named('retention', '保管期限', '期限'),
  named('rightsHolder', '权利人', '著作权人'),
  named('note', '附注', '备注'),
]
const all = [...keyColumns, ...elements]

const heading = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
const byHeading = new Map(all.flatMap(({ field, zh }) => [...zh, field].map((name) => [heading(name), field] as const)))

export type Language = 'zh-CN' | 'en'
export const headings = (language: Language): string[] =>
  all.map(({ field, zh }) => (language === 'en' ? field : zh[0]!))
/** The field a heading stands for. A heading may end in a remark: 日期（照原文）. */
export const fieldOf = (text: string): string | undefined =>
  byHeading.get(heading(text)) ?? byHeading.get(heading(text).replace(/\(.*\)$|[*:]$/, ''))

const choices: Record<string, Record<string, string>> = {
  access: { open: '开放', internal: '内部', controlled: '控制' },
  kind: { text: '文稿', photograph: '照片', scan: '扫描件', audio: '录音', video: '录像', object: '其他文件' },
}
const kindOf = new Map(elements.map(({ field, kind }) => [field, kind]))

/** What stands in an item's cell. */
export function cellOf(
  { item, objects }: Pick<ItemView, 'item' | 'objects'>,
  field: string,
  language: Language,
): string {
  if (field === 'id') return item.id
  if (field === 'filename') return objects[0]?.filename ?? ''
  if (field === 'path') return objects[0]?.originalPath ?? ''
  if (field === 'date') return item.date?.text ?? ''
  if (field === 'edtf') return item.date?.edtf ?? ''
  if (field === 'depicted') return peopleLine(item.description.depicted ?? [])
  const value = flat(item)[field]
  if (kindOf.get(field) === 'names') return namesText((value as string[] | undefined) ?? [])
  const text = typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : ''
  return language === 'zh-CN' ? (choices[field]?.[text] ?? text) : text
}
export const rowOf = (view: Pick<ItemView, 'item' | 'objects'>, language: Language): string[] =>
  all.map(({ field }) => cellOf(view, field, language))

const without = new Set(['title', 'kind', 'access'])

/**
 * What a row would change. A cell that says what the item has says nothing, so that a list comes back unchanged; an empty one leaves what is there,
 * unless `clears`. A choice that is none is passed on, to be refused by name.
 */
export function patchOf(
  view: Pick<ItemView, 'item' | 'objects'>,
  cells: ReadonlyMap<string, string>,
  clears: boolean,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  const { item } = view
  for (const { field, kind } of elements) {
    const cell = cells.get(field)?.trim()
    if (cell === undefined || field === 'date' || field === 'edtf') continue
    if (cell === '') {
      if (clears && !without.has(field) && cellOf(view, field, 'zh-CN') !== '') patch[field] = null
    } else if (cell === cellOf(view, field, 'zh-CN') || cell === cellOf(view, field, 'en')) continue
    else if (kind === 'names') patch[field] = namesOf(cell)
    else if (field === 'depicted') patch[field] = placed(peopleOfLine(cell), item.description.depicted ?? [])
    else if (kind === 'choice') {
      const known = Object.entries(choices[field]!).find(([, label]) => label === cell)
      patch[field] = known?.[0] ?? cell
    } else patch[field] = cell
  }
  const date = dateOf(item, cells.get('date')?.trim() ?? '', cells.get('edtf')?.trim() ?? '')
  if (date !== undefined) patch.date = date
  else if (clears && item.date && cells.has('date') && cells.get('date')!.trim() === '') patch.date = null
  return patch
}

/** Who keeps the name keeps the place in the picture. */
const placed = (read: readonly Depicted[], known: readonly Depicted[]): Depicted[] =>
  read.map((one) => {
    const { x, y, objectId } = known.find(({ name }) => name === one.name) ?? {}
    return {
      ...one,
      ...(x === undefined ? {} : { x }),
      ...(y === undefined ? {} : { y }),
      ...(objectId ? { objectId } : {}),
    }
  })

/** A date whose writing was changed is read anew; an EDTF that was changed is what somebody says it means. */
function dateOf(item: Item, text: string, edtf: string): ItemPatch['date'] | undefined {
  const isSameText = text === (item.date?.text ?? '')
  const isSameEdtf = edtf === '' || edtf === item.date?.edtf
  if (isSameEdtf) return text === '' || isSameText ? undefined : text
  return text === '' ? { edtf } : { text, edtf }
}
