/** 编校提示: Chinese. */
import type { AnswerOf } from '../api.ts'

type Code = AnswerOf<'get /chapters/{id}/hints'>['hints'][number]['code']
const n = (value: number) => value.toLocaleString('zh-CN')

export const hints = {
  check: '按体例检查',
  title: '编校提示',
  count: (count: number) => `${n(count)} 处`,
  none: '没有要问的。',
  look: '看这一处',
  take: '改',
  takeOne: (found: string, suggestion: string) =>
    suggestion ? `把“${found}”改成“${suggestion}”` : `改：删去“${found}”`,
  nothing: '（删去）',
  ignore: '忽略',
  ignoreOne: (found: string) => `忽略“${found}”，本篇不再提示`,
  ignored: (count: number) => `本篇已忽略 ${n(count)} 种`,
  askAgain: '重新提示',
  lists: '词表',
  listsTitle: '编校提示的规则和词表',
  tabs: { rules: '规则', forms: '异形词', persons: '称谓' },
  list: { added: '本社另定的词形', dropped: '整理表中不提示的词形', persons: '同一个人的各种称谓' },
  listWhy: {
    added: '一行一组：不用的词形　选用的词形，如“耽心　担心”',
    dropped: '一行一个，如“参预”。其余照《第一批异形词整理表》提示',
    persons: '一行一人：选用的名字　其他称谓，如“冯玉祥　冯焕章、焕章”。规范档里的人名不必再写',
  },
  why: {
    'numerals.short-year': '年份不简写',
    'numerals.estimate': '带“几”的概数用汉字',
    'numerals.estimate-pause': '相邻两数表示概数，中间不用顿号',
    'numerals.mixed-date': '一个日期里汉字和阿拉伯数字混用',
    'numerals.units': '阿拉伯数字不与千、百、十连用',
    'numerals.lunar': '农历和年号纪年用汉字',
    'numerals.zero': '汉字年份里的零作“〇”',
    'numerals.range': '数值起讫用一字线',
    'numerals.mixed-years': '本篇年份有汉字、有阿拉伯数字',
    'punctuation.half-width': '中文里用了半角标点',
    'punctuation.straight-quotes': '引号应分左右',
    'punctuation.doubled': '标点重叠',
    'punctuation.unpaired': '这一段里不成对',
    'punctuation.pause-between': '并列的引号、书名号之间不用顿号',
    'punctuation.ellipsis': '省略号是六个点',
    'punctuation.ellipsis-and-so-on': '省略号不与“等”并用',
    'punctuation.dash': '破折号占两个字，中间不断开',
    'punctuation.colon-nested': '一句里冒号套冒号',
    'punctuation.pause-and-so-on': '“等”前不用顿号',
    'punctuation.nested-titles': '书名号里用单书名号',
    'words.variant': '异形词，宜用推荐词形',
    'words.periodical': '内部资料不称“刊”',
    'words.mixed-script': '简体文字里有繁体字',
    'names.two-ways': '本篇这个人有两种称谓',
    'years.disagree': '两种纪年不是同一年',
  } as Record<Code, string>,
}
