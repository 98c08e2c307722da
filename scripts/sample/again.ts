/** Pieces that come in once more, as authors send them: in the other script, with a page missing, a part of one told inside another. */
import * as OpenCC from 'opencc-js'
import type { Story } from './prose.ts'

const [toTraditional, toSimplified] = [
  OpenCC.Converter({ from: 'cn', to: 't' }),
  OpenCC.Converter({ from: 't', to: 'cn' }),
]

/** `of`: where the first one lies. */
export function sentAgain(
  written: readonly { path: string; story: Story }[],
): { path: string; text: string; of: string }[] {
  const [first, second, third] = [0, 0.4, 0.8].map((part) => written[Math.floor(part * written.length)]!)
  const host = written.at(-1)!.story
  const other = first!.story.isTraditional ? toSimplified : toTraditional
  const { paragraphs } = second!.story
  const excerpt = third!.story.paragraphs.join('\n').slice(900, 1500)
  return [
    {
      path: 'texts/再投/改写繁简再投（样例）.txt',
      text: other(first!.story.paragraphs.join('\n')).replaceAll('，', '、'),
      of: first!.path,
    },
    {
      path: 'texts/再投/缺页再投（样例）.txt',
      text: [...paragraphs.slice(0, paragraphs.length / 2), ...paragraphs.slice(paragraphs.length * 0.7)].join('\n'),
      of: second!.path,
    },
    {
      path: 'texts/再投/引用旧稿（样例）.txt',
      text: [...host.paragraphs.slice(0, 4), excerpt, ...host.paragraphs.slice(4, 8)].join('\n'),
      of: third!.path,
    },
  ]
}
