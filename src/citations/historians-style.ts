/** 史学注: 《历史研究》关于文献引证标注方式的规定, 一 (非连续出版物), 二 (连续出版物), 三 (未刊文献), 四 (转引), 五 (电子文献), 六 (外文文献). Pure. */
import type { Reference } from './reference.ts'
import { chineseDate, dateParts, inTitleMarks, isWestern, nameParts, westernEdition } from './reference-words.ts'

const join = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by)
const ended = (text: string, stop: string): string => (/[。.]$/.test(text) ? text : `${text}${stop}`)

/** `第35页`, `第35—36页`, `第12、15页`, `第7页b`; a page without a number stays as it is written. */
export function chinesePages(pages: string): string {
  const parts = pages.split(/\s*[,，、]\s*/)
  if (parts.every((part) => /^\d+(?:\s*[-—–~～]\s*\d+)?$/.test(part)))
    return `第${parts.map((part) => part.replace(/\s*[-—–~～]\s*/, '—')).join('、')}页`
  const leaf = /^(\d+)\s*([ab])$/.exec(pages)
  return leaf ? `第${leaf[1]}页${leaf[2]}` : pages
}
const westernPages = (pages: string): string =>
  /^\d+$/.test(pages) ? `p. ${pages}` : /^\d/.test(pages) ? `pp. ${pages.replace(/[—–~～]/g, '-')}` : pages
/** Three are named; of more the first alone. */
const people = (names: readonly string[]): string => (names.length > 3 ? `${names[0]}等` : names.join('、'))
/** Who is responsible: 赵景深：, 谢兴尧整理：; with several roles each has its own. */
const responsible = (names: readonly string[], role: string): string =>
  names.length ? `${people(names)}${role}：` : ''

/** 万历《广东通志》卷15《郡县志二》 */
const gazetteer = ({ reign, title, volume, part }: Reference): string =>
  `${reign}${inTitleMarks(title)}${volume}${part ? inTitleMarks(part) : ''}`
const titled = (of: Reference): string =>
  of.kind === 'gazetteer' ? gazetteer(of) : `${inTitleMarks(of.title)}${of.container ? '' : of.volume}`

/** 1999年, 1992年影印本, 1986年第2版, 1989年内部印行. */
function published({ date, edition, isInternal }: Reference): string {
  const year = /^\d{4}$/.test(date) || dateParts(date) ? chineseDate(date) : date
  const which = /^\d+$/.test(edition) ? (edition === '1' ? '' : `第${edition}版`) : edition
  return `${year}${which}${isInternal ? '内部印行' : ''}`
}
const imprint = (of: Reference): string => join([join([of.place, of.publisher], '：'), published(of)], '，')

function author(of: Reference): string {
  if (of.kind !== 'interview') return responsible(of.authors, of.role)
  return `${join([`${people(of.authors)}${of.role || '口述'}`, of.interviewers.length ? `${people(of.interviewers)}采访` : ''], '，')}：`
}
const translated = ({ translators }: Reference): string => (translators.length ? `${people(translators)}译` : '')
const host = (of: Reference): string =>
  of.container && `${responsible(of.containerAuthors, of.containerRole || '编')}${inTitleMarks(of.container)}`

/** What follows the title, by kind; the pages come behind it. */
function whereabouts(of: Reference): string[] {
  const { container, volume, issue, date } = of
  const keeper = of.publisher ? `${of.publisher}藏` : ''
  const code = (name: string) => (of.code ? `${name}：${of.code}` : '')
  switch (of.kind) {
    case 'archive':
      return [keeper, code('档号')]
    case 'photograph':
      return [keeper, code('档号')]
    case 'interview':
      return [of.place, chineseDate(date), keeper, code('档号')]
    case 'article':
      // A journal is told by its year; one that counts volumes by these, and then by when it came out.
      return volume
        ? [`${container && inTitleMarks(container)}第${volume}卷${issue ? `第${issue}期` : ''}`, chineseDate(date)]
        : [`${container && inTitleMarks(container)}${chineseDate(date)}${issue ? `第${issue}期` : ''}`]
    case 'newspaper':
      return [`${container && inTitleMarks(container)}${chineseDate(date)}`, issue ? `第${issue}版` : '']
    case 'thesis':
      return [`${of.degree}学位论文`, of.publisher, chineseDate(date)]
    case 'web':
      return [of.publisher, chineseDate(date), of.url, chineseDate(of.accessed)]
    case 'wenshi':
      return [`${host(of)}${issue ? `第${issue}辑` : ''}`, imprint(of)]
    case 'chapter':
      return [translated(of), `${host(of)}${volume}`, imprint(of)]
    case 'gazetteer':
      return [container && inTitleMarks(container), imprint(of)]
    default:
      return [translated(of), imprint(of)]
  }
}

/** 沈季清：《花园口见闻》，云川市政协文史委编：《云川文史资料》第7辑，1989年内部印行，第35页。 */
function chinese(of: Reference, pages: string): string {
  // Of an archive item the date stands with its title: it is the item's, not of a book.
  const dated = (of.kind === 'archive' || of.kind === 'photograph') && of.date ? `（${chineseDate(of.date)}）` : ''
  return ended(
    join([`${author(of)}${titled(of)}${dated}`, ...whereabouts(of), pages && chinesePages(pages)], '，'),
    '。',
  )
}

const inOrder = (name: string): string => {
  const [surname, given] = nameParts(name)
  return join([given, surname], ' ')
}
function westernPeople(names: readonly string[]): string {
  const all = names.map(inOrder)
  if (all.length > 3) return `${all[0]} et al.`
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
const months = 'January February March April May June July August September October November December'.split(' ')
function westernDate(date: string): string {
  const { year, month, day } = dateParts(date) ?? { year: date, month: null, day: null }
  return join([month ? `${months[month - 1]}${day ? ` ${day}` : ''}` : '', year], month && day ? ', ' : ' ')
}
/** Randolph Starn and Loren Partridge, The Arts of Power, Berkeley: California University Press, 1992, pp. 19-28. */
function western(of: Reference, pages: string): string {
  const isPart = of.container !== ''
  const title = isPart ? `“${of.title},”` : of.title
  const editors = of.containerAuthors
  const place = join([of.place, of.publisher], ': ')
  const rest =
    of.kind === 'article' || of.kind === 'newspaper'
      ? [
          join(
            [
              join([of.container, of.volume && `vol. ${of.volume}`, of.issue && `no. ${of.issue}`], ', '),
              of.kind === 'article' && of.date ? `(${westernDate(of.date)})` : '',
            ],
            ' ',
          ),
          of.kind === 'newspaper' ? westernDate(of.date) : '',
        ]
      : [
          isPart
            ? `in ${editors.length ? `${westernPeople(editors)}, ${editors.length > 1 ? 'eds.' : 'ed.'}, ` : ''}${of.container}`
            : '',
          of.translators.length ? `trans. by ${westernPeople(of.translators)}` : '',
          westernEdition(of.edition),
          of.degree ? `${of.degree} dissertation` : '',
          place,
          westernDate(of.date),
          of.code,
          of.url,
          westernDate(of.accessed),
        ]
  // The comma of an article stands within its quotation marks.
  const head = join([westernPeople(of.authors), title], ', ')
  return ended(join([head, join([...rest, pages && westernPages(pages)], ', ')], isPart ? ' ' : ', '), '.')
}

export const historiansText = (of: Reference, pages: string): string =>
  isWestern(of.title) ? western(of, pages) : chinese(of, pages)

/** 再次引证: 责任者, 题名, 页码; the rest is known (《历史研究》 一(一)9). */
export function historiansRepeated(of: Reference, pages: string): string {
  if (isWestern(of.title))
    return ended(join([join([westernPeople(of.authors), of.title], ', '), pages && westernPages(pages)], ', '), '.')
  return ended(join([`${author(of)}${titled(of)}`, pages && chinesePages(pages)], '，'), '。')
}

/** 同上，第36页。 `before`: the pages of the note before. */
export function historiansSame(of: Reference, pages: string, before: string): string {
  const isNew = pages !== before
  return isWestern(of.title)
    ? ended(`Ibid.${isNew ? `, ${westernPages(pages)}` : ''}`, '.')
    : `同上${isNew ? `，${chinesePages(pages)}` : ''}。`
}
