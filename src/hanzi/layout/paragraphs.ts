/** What the beginning and the end of a line say about the paragraph it stands in (chinese-text.md §3). Pure; each look is at a few characters. */
import type { Line } from './lines.ts'

const closing = new Set('，。、；：！？”’」』）》〉】〕］〗々％‰℃,.;:!?)]}%｡､')
const opening = new Set('“‘「『（《〈【〔［〖([{')
const ending = new Set('。！？；：…”’」』）】.!?;:)"｡')
const figures = new Set('一二三四五六七八九十百千0123456789０１２３４５６７８９')
const pausing = new Set('，、,､')
const noteFirst = /[[［〔（①-⑳㉑-㉟㊱-㊿❶-❿*＊†]/u
const noteLast = /[\]］〕）①-⑳㉑-㉟㊱-㊿❶-❿*＊†]/u
const noteAtStart = /^(?:[①-⑳㉑-㉟㊱-㊿❶-❿*＊†]|[[［〔（]注?[0-9０-９]{1,3}[\]］〕）])+/u
const noteAtEnd = /(?:[①-⑳㉑-㉟㊱-㊿❶-❿*＊†]|[[［〔]注?[0-9０-９]{1,3}[\]］〕]|（注[0-9０-９]{1,3}）)+$/u

const han = '一二三四五六七八九十百'
const figure = '[0-9０-９]'
/** 一、 （一） 1. 1) 1.2 ① 第X章 【 —— and bullets. Not 一、二年级, not 3.5, not 第二篇文章. */
const item = new RegExp(
  `^(?:[${han}]{1,4}[、．.](?![${han}]{1,3}[、年月])|[（(](?:[${han}]{1,4}|${figure}{1,3})[）)]` +
    `|${figure}{1,3}(?:[、)）](?!${figure})|[.．](?!${figure}))|${figure}{1,2}(?:[.．]${figure}{1,2}){1,3}[\\s\\u3000]` +
    `|[①-⑳㉑-㉟㊱-㊿❶-❿⑴-⒇⒈-⒛㈠-㈩]|第[${han}〇零○0-9０-９]{1,6}(?:章|[节節回编編篇卷辑輯条條部集幕款讲](?=[\\s\\u3000：:]|$))` +
    `|【|——|[●◆◇▲△★☆※•▪◎]|[-*+] |#{1,6} )`,
  'u',
)
/** What an item can begin with: most lines are told by their first character. */
const itemFirst = /[一二三四五六七八九十百0-9０-９（(①-⑳㉑-㉟㊱-㊿❶-❿⑴-⒇⒈-⒛㈠-㈩第【—●◆◇▲△★☆※•▪◎*+#-]/u
const itemHead = new RegExp(
  `^(?:${item.source.slice(1)}|第[${han}〇零○0-9０-９]{1,6}[节節回编編篇卷辑輯部])[\\s\\u3000]*`,
  'u',
)
const role =
  '作者|著者|撰文|撰稿|口述|整理|记录|記錄|采访|採訪|供稿|执笔|執筆|编辑|編輯|责任编辑|責任編輯|摄影|攝影|审稿|審稿|来源|來源|本报记者|本報記者|记者|記者|通讯员|通訊員'
const byline = new RegExp(
  `^(?:(?:${role})[人者]?[：:／/\\s\\u3000]|文[／/|]|.{2,24}[\\s\\u3000](?:${role}|搜集整理|遗稿|遺稿|撰|著|摄|攝)$|[（(].{2,24}(?:${role}|摄|攝|提供)[）)]$)`,
  'u',
)
/** The first character of a byline, or its last. */
const bylineEdge =
  /^[作著撰口整记記采採供执執编編责責摄攝审審来來本通文（(]|[者文稿述理录錄访訪笔筆辑輯影对源员員摄攝撰著]$/u
/** 姓名：… 问：… A few characters and a colon; not 他说：, which goes on from what stands before. */
const label =
  /^(?:[问答問QA]|[^\s，。、；：！？“”「」《》,;:!?]{1,7}[^\s，。、；：！？“”「」《》,;:!?说說道曰云称稱问問写寫是为為])[：:](?!\d)/u
const sentenceMark = /[，。、；：！？…；｡､;!?]|[,:](?!\d)/u

export const SHORT = 32
/** What a regular expression is shown of a line: a mile-long line costs no more than a short one. */
const HEAD = 40

const headOf = (text: string, { from, to }: Line): string => text.slice(from, Math.min(to, from + HEAD))

/** 　　, four spaces, a tab; beyond the margin that every line of a wrapped text may have. */
export const isIndented = ({ indent }: Line, margin = 0): boolean => indent - margin >= 4

/** No line of prose begins so: what stands before goes on. A note marker may come first. */
export function startsClosed(text: string, line: Line): boolean {
  const first = text.charAt(line.from)
  if (closing.has(first)) return true
  if (!noteFirst.test(first)) return false
  const marker = noteAtStart.exec(text.slice(line.from, Math.min(line.to, line.from + 12)))
  return marker !== null && closing.has(text.charAt(line.from + marker[0].length))
}

export const startsItem = (text: string, line: Line): boolean =>
  itemFirst.test(text.charAt(line.from)) && item.test(headOf(text, line))
export const startsNumber = (text: string, { from }: Line): boolean => figures.has(text.charAt(from))
export const startsOpening = (text: string, { from }: Line): boolean => opening.has(text.charAt(from))
/** A character that may not begin a line stands second: a typesetter took the one before it down to this line. */
export const startsTakenDown = (text: string, { from, to }: Line): boolean =>
  to - from > 1 && closing.has(text.charAt(from + 1))

/** The offset after the last character that is not part of a note marker. */
function endOf(text: string, { from, to }: Line): number {
  if (!noteLast.test(text.charAt(to - 1))) return to
  const tail = text.slice(Math.max(from, to - 12), to)
  const marker = noteAtEnd.exec(tail)
  return marker && marker[0].length < to - from ? to - marker[0].length : to
}

export const endsSentence = (text: string, line: Line): boolean => ending.has(text.charAt(endOf(text, line) - 1))
export const endsPausing = (text: string, line: Line): boolean => pausing.has(text.charAt(endOf(text, line) - 1))
export const endsOpening = (text: string, { to }: Line): boolean => opening.has(text.charAt(to - 1))
export const endsNumber = (text: string, { to }: Line): boolean =>
  figures.has(text.charAt(to - 1)) || text.charAt(to - 1) === '第'

export const hasSentenceMark = (text: string): boolean => sentenceMark.test(text)
export function isByline(text: string, line: Line): boolean {
  if (line.to - line.from > HEAD || !bylineEdge.test(text.charAt(line.from) + text.charAt(line.to - 1))) return false
  const content = headOf(text, line)
  return byline.test(content) && !/[，。；！？]/u.test(content)
}
export const startsLabel = (text: string, line: Line): boolean => label.test(headOf(text, line))

/** Short and without a mark of a sentence, after an enumerator of its own. */
export function isHeadingShaped(text: string, line: Line): boolean {
  if (line.isRow || line.to - line.from > 2 * HEAD || endsOpening(text, line)) return false
  if (closing.has(text.charAt(line.to - 1)) && sentenceMark.test(text.charAt(line.to - 1))) return false
  const content = text.slice(line.from, line.to)
  const rest = itemFirst.test(content.charAt(0)) ? content.replace(itemHead, '') : content
  return !sentenceMark.test(rest) && (rest.length <= SHORT || [...rest].length <= SHORT)
}

/** 船工：马二. A line of a form or a list. */
export function isLabelled(text: string, line: Line): boolean {
  if (line.to - line.from > 2 * HEAD) return false
  const content = text.slice(line.from, line.to)
  const found = label.exec(content)
  return found !== null && content.length > found[0].length && !sentenceMark.test(content.slice(found[0].length))
}

/** 商会始末……12 */
export const isEntry = (text: string, { from, to }: Line): boolean =>
  figures.has(text.charAt(to - 1)) &&
  /(?:…|[.．·・]{3}|[-—]{4})[\s\u3000]*[0-9０-９]{1,4}$/u.test(text.slice(Math.max(from, to - 16), to))

/** The item expression on a title's own words. */
export const isItem = (title: string): boolean => item.test(title)
