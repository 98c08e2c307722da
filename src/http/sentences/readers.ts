/** What people are told of searching, and of what readers keep and report. */
import type { FaultCode } from '../../faults.ts'

export const readers = {
  'basket.not-found': ['没有这个选材篮，或它不是您的。', 'There is no such basket, or it is not yours.'],
  'basket.entry-not-found': [
    '篮中没有这一条，可能已经取出；请刷新后再看。',
    'There is no such entry in the basket; it may have been taken out. Look again.',
  ],
  'basket.too-many': [
    '选材篮已有 {limit} 个，请先删除不用的。',
    'You have {limit} baskets already; delete one you no longer need.',
  ],
  'basket.full': [
    '篮中已有 {limit} 条，放不下了；请另建一个选材篮。',
    'The basket holds {limit} entries and is full; make another one.',
  ],
  'basket.order': [
    '次序须恰好包含篮中的每一条各一次；篮中内容可能已变，请刷新后再排。',
    'The order must name every entry once; the basket may have changed, look again.',
  ],
  'saved-search.not-found': ['没有这条检索条件，或它不是您的。', 'There is no such saved search, or it is not yours.'],
  'saved-search.too-many': [
    '检索条件已保存 {limit} 条，请先删除不用的。',
    'You have saved {limit} searches already; delete one you no longer need.',
  ],
  'citation.range': [
    '引文的起止不在本件文字之内（共 {length} 个单位）。',
    'The passage does not lie within the text ({length} units long).',
  ],
  'report.not-found': ['没有这条报错，或您无权查看。', 'There is no such report, or you may not see it.'],
  'report.decided': [
    '这条报错已有人处理过；要改判，请先恢复为待处理。',
    'This report has been decided already; to decide otherwise, open it again first.',
  ],
  'report.reason': [
    '不采纳须写明理由，报错的人会看到。',
    'A refusal needs a reason; whoever reported it will read it.',
  ],
  'report.range': [
    '所选文字须在本件文字之内（共 {length} 个单位），且不超过 {limit} 个单位。',
    'The passage must lie within the text ({length} units long) and have no more than {limit} units.',
  ],
  'report.too-many': [
    '您已有 {limit} 条报错等待处理，请等处理一些之后再报。',
    'You have {limit} reports waiting; wait until some of them have been decided.',
  ],
  'search.syntax': [
    '检索式在第 {place} 个字符处（“{found}”）读不下去，此处应为：{expected}。',
    'The query cannot be read at character {place} (“{found}”); expected: {expected}.',
  ],
  'search.unpaired': [
    '检索式第 {place} 个字符的 {found} 没有配对，请补上另一半，或去掉它。',
    'Character {place} of the query, {found}, has no counterpart; add it, or take this one out.',
  ],
  'search.nothing': [
    '检索式第 {place} 个字符起的 {found} 里没有可查的字。请写上字词，或去掉它；要查标点、符号本身，请放在引号里，如“……”。',
    'There is nothing to look up in {found}, at character {place} of the query. Write a word, or take it out; to find a mark itself put it in quotes.',
  ],
  'search.only-not': [
    '检索式不能只有“不含”，请至少给一个要找的词。',
    'A query cannot consist of exclusions only; give at least one word to find.',
  ],
  'search.too-deep': [
    '翻页太深（上限 10,000 条）。要取全部结果，请用导出：{export}。',
    'That is too deep (limit 10,000). For all results use the export: {export}.',
  ],
  'search.too-long': [
    '检索式太长，或括号套得太深，请简化后再试。',
    'The query is too long or nested too deeply; simplify it.',
  ],
  'search.unavailable': [
    '检索暂时不可用，稍后会自动恢复；收件与阅览不受影响。',
    'Search is unavailable for the moment and will come back by itself; receiving and reading go on.',
  ],
  'search.refused': [
    '检索引擎拒收了 {count} 件以上，索引未换，旧索引照常使用。原因：{reason}',
    'The search engine refused more than {count} items; the former index goes on serving. It said: {reason}',
  ],
  'search.no-room': [
    '磁盘空间不足，索引没有重建：约需 {needed}，可用的只有 {free}。旧索引照常使用；请腾出空间，再重试这个任务。',
    'Too little disk space to rebuild the index: about {needed} are needed, {free} can be used. The former index goes on serving; make room, then retry this job.',
  ],
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>
