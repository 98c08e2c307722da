/** What people are told of 选题, 稿件 and what is printed already. */
import type { FaultCode } from '../../faults.ts'

export const submissions = {
  'topic.not-found': ['没有这个选题。', 'There is no such topic.'],
  'topic.stale': [
    '这个选题刚被别人改过（现为第 {revision} 版），请看过现在的内容再改。',
    'Somebody else has just changed this topic (now revision {revision}); look at it as it is now, then change it.',
  ],
  'submission.not-found': ['没有这件稿件。', 'There is no such submission.'],
  'submission.stale': [
    '这件稿件刚被别人改过（现为第 {revision} 版），请看过现在的内容再改。',
    'Somebody else has just changed this submission (now revision {revision}); look at it as it is now, then change it.',
  ],
  'submission.compiled': [
    '“编入”随篇目而定：用这件稿编成一篇，即为编入；删去那一篇，即退回存稿。',
    '“In a volume” follows the chapters: make a chapter of it and it is, delete the chapter and it is held again.',
  ],
  'submission.reason': [
    '退改、退稿、转送须写明理由，好回复供稿人。',
    'Give a reason for revision, refusal or forwarding: the contributor is told of it.',
  ],
  'volume.printed': [
    '这一辑已经出版，篇目就是收入馆藏的各件，不再编排。',
    'This volume is printed already: it is made of items of the archive and is not compiled any more.',
  ],
  'import.not-found': ['没有这次导入，可能已被删去。', 'There is no such import; it may have been removed.'],
  'import.stale': [
    '这次导入刚被别人改过（现为第 {revision} 版），请看过现在的内容再改。',
    'Somebody else has just changed this import (now revision {revision}); look at it as it is now, then change it.',
  ],
  'import.not-draft': [
    '这一辑已经导入或正在导入，不能再改。',
    'This volume has been taken in, or is being: it cannot be changed any more.',
  ],
  'import.incomplete': ['还缺“{field}”，填好再导入。', '“{field}” is still missing; fill it in, then import.'],
  'import.doubtful': [
    '还有 {count} 篇的起处不能确定，请逐条核对、确认后再导入。',
    'Where {count} pieces begin is not certain; look at each and confirm it, then import.',
  ],
  'import.processing': [
    '还有 {count} 个文件正在处理，请等处理完再导入。',
    '{count} files are still being processed; import when they are done.',
  ],
  'import.exists': [
    '《{title}》{number} 已经导入过。请核对辑次。',
    '{title} {number} has been taken in already. Check the number.',
  ],
  'import.no-page': ['这一辑没有第 {page} 面。', 'The volume has no page {page}.'],
  'import.no-lines': [
    '表里读不出篇目：请给出题名和页码两列。',
    'No entries were found in the table: it needs columns for title and page.',
  ],
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>
