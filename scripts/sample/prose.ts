/** Texts such as a city collects, made of our own sentences: memoirs, oral histories, letters, transcripts. */
import * as OpenCC from 'opencc-js'
import type { Random } from './random.ts'
import * as words from './words.ts'

const chineseDigits = '〇一二三四五六七八九'
const numeral = (n: number): string => {
  if (n < 10) return chineseDigits[n]!
  if (n < 20) return `十${n % 10 ? chineseDigits[n % 10] : ''}`
  return `${chineseDigits[Math.floor(n / 10)]}十${n % 10 ? chineseDigits[n % 10] : ''}`
}

/** 公元, 民国 and 农历 in turns, as people write. */
export function year(random: Random): string {
  const value = random.int(1912, 1978)
  const republic = value - 1911
  const ways = [`${value}年`, `${[...String(value)].map((digit) => chineseDigits[Number(digit)]).join('')}年`]
  if (value < 1950) ways.push(`民国${numeral(republic)}年`, `民国${numeral(republic)}年`, `民国${republic}年`)
  return random.pick(ways)
}

const month = (random: Random) =>
  random.pick([`${random.int(1, 12)}月`, `${numeral(random.int(1, 12))}月`, '正月', '腊月', '农历五月'])
const person = (random: Random) => random.pick(words.surnames) + random.pick(words.givenNames)

function fill(template: string, random: Random): string {
  return template.replace(/\{(\w+?)2?\}/g, (_, name: string) => {
    switch (name) {
      case 'year':
        return year(random)
      case 'month':
        return month(random)
      case 'day':
        return random.pick([`${random.int(1, 28)}日`, `${numeral(random.int(1, 28))}日`, '初三', '廿七日'])
      case 'person':
        return person(random)
      case 'amount':
        return random.pick([
          `${random.int(1, 9)}，${random.int(100, 999)}`,
          `${numeral(random.int(1, 9))}千`,
          String(random.int(200, 9000)),
        ])
      case 'count':
        return random.pick([String(random.int(20, 400)), numeral(random.int(20, 90))])
      case 'small':
        return numeral(random.int(2, 12))
      default: {
        const list =
          (words as unknown as Record<string, readonly string[]>)[`${name}s`] ??
          (words as unknown as Record<string, readonly string[]>)[name]
        return random.pick(list!)
      }
    }
  })
}

export interface Story {
  title: string
  author: string
  /** Paragraphs. */
  paragraphs: string[]
  isTraditional: boolean
}

const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })

/** A story of about `length` characters. Its first line says that it is invented. */
export function writeStory(random: Random, number: number, length: number, isTraditional: boolean): Story {
  const topic = random.pick(words.topics)
  const author = person(random)
  const title = `${random.pick(words.places)}${topic}${random.pick(words.titles)}（样例${String(number).padStart(3, '0')}）`
  const paragraphs = [`【样例】本件为演示而虚构，人物、地点、事件均非真实。`, fill(random.pick(words.openings), random)]
  let written = paragraphs.join('').length
  while (written < length) {
    let paragraph = ''
    const count = random.int(4, 9)
    for (let i = 0; i < count; i++) paragraph += fill(random.pick(words.sentences), random)
    if (random.chance(0.25)) paragraph = paragraph.replace('，', `${random.pick(['①', '②', '[1]', '[2]'])}，`)
    if (random.chance(0.2))
      paragraph = paragraph.replace(
        '。',
        `（${random.pick(['今属临汝川市', '原文如此', '据家属提供', '此处字迹不清'])}）。`,
      )
    paragraphs.push(paragraph)
    written += paragraph.length
  }
  paragraphs.push(random.pick(words.closings))
  const story = { title, author, paragraphs, isTraditional }
  if (!isTraditional) return story
  return {
    ...story,
    title: toTraditional(title),
    author: toTraditional(author),
    paragraphs: paragraphs.map(toTraditional),
  }
}

/** As one text, now and then cut by pages in the middle of a word, with running titles and page numbers. */
export function setPages(story: Story, random: Random): string {
  const body = story.paragraphs.map((paragraph) => `　　${paragraph}`).join('\n')
  if (!random.chance(0.4)) return `${story.title}\n${story.author}\n\n${body}\n`
  let text = `${story.title}\n${story.author}\n\n`
  const size = random.int(700, 1100)
  for (let at = 0, page = 1; at < body.length; at += size, page++) {
    text += body.slice(at, at + size)
    if (at + size < body.length) text += `\n\n— ${page} —\n${story.title.slice(0, 12)}\n\n`
  }
  return `${text}\n`
}
