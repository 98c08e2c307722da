/** Who wrote a chapter, and is paid for it, by its byline. Pure. */
import { responsibleIn } from '../hanzi/byline.ts'
import type { ChapterFee, Share, ShareRole } from './fee.ts'

const roleOf = (role: string): ShareRole => {
  if (/述$/.test(role)) return 'narrator'
  if (/(?:整理|记录|纪录|笔录|采访|访谈|采写|执笔|记)$/.test(role)) return 'compiler'
  return /摄影?$/.test(role) ? 'photographer' : 'author'
}

/** Alike of weight. */
export const sharesOf = (byline: string): Share[] =>
  responsibleIn(byline).flatMap(({ names, role }) => names.map((name) => ({ name, role: roleOf(role), weight: 1 })))

/** As the byline says, else `creators`; 口述整理 where somebody narrated. */
export function chapterFee(chapterId: string, byline: string, creators: readonly string[]): ChapterFee {
  const own = sharesOf(byline)
  const shares = own.length ? own : creators.map((name): Share => ({ name, role: 'author', weight: 1 }))
  const isOral = shares.some(({ role }) => role === 'narrator')
  return { chapterId, kind: shares.length === 0 ? 'none' : isOral ? 'oral' : 'original', shares }
}
