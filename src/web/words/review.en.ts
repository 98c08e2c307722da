/** Codes, handing in, filing, giving back, unlocking: English. */
import type { ReviewWords } from './review.zh-CN.ts'

const n = (value: number) => value.toLocaleString('en')
const items = (count: number) => `${n(count)} ${count === 1 ? 'item' : 'items'}`

export const review: ReviewWords = {
  state: 'State of the description',
  anyState: 'Every state',
  withCount: (name, count) => (count === undefined ? name : `${name} ${n(count)}`),
  is: {
    describing: 'Can be changed; hand it in when it is complete.',
    submitted: 'Handed in, waiting to be filed; it can be given back.',
    filed: 'Filed: the description is locked and the reference code stays.',
  },
  filedForAdmin: 'Filed and locked. Administrators may change it; every change is kept in the history.',
  lockedRow: 'This row is filed and locked; unlock it with a reason to change it',
  skipped: (rows) => `${n(rows)} ${rows === 1 ? 'row is' : 'rows are'} filed and locked, and were left as they are`,
  more: 'Review',
  acts: { submit: 'Hand in', file: 'File', giveBack: 'Give back', unlock: 'Unlock' },
  done: { submit: 'Handed in', file: 'Filed', giveBack: 'Given back', unlock: 'Unlocked' },
  withNumber: {
    submit: (count) => `Hand in ${items(count)}`,
    file: (count) => `File ${items(count)}`,
    giveBack: (count) => `Give back ${items(count)}`,
    unlock: (count) => `Unlock ${items(count)}`,
  },
  what: {
    submit: 'What is handed in waits to be filed. Items that lack required elements cannot be handed in.',
    file: 'Filing locks the description; its reference code stays for good and is given to nothing else. It has to be handed in and to have a code.',
    giveBack: 'What is given back is described again. The reason is for whoever describes it.',
    unlock: 'What is unlocked can be changed, then handed in and filed again. The reason is kept in history and audit.',
  },
  scope: 'Which items',
  selected: (count) => `${items(count)} in the selection`,
  shown: (count) => `${items(count)} of the sheet to which it applies`,
  reason: { giveBack: 'Reason for giving it back', unlock: 'Reason for unlocking (required)' },
  check: 'Check first',
  checking: 'Checking; nothing has been changed yet',
  running: 'At work',
  would: {
    submit: (count, all) => `${n(count)} of ${items(all)} can be handed in.`,
    file: (count, all) => `${n(count)} of ${items(all)} can be filed.`,
    giveBack: (count, all) => `${n(count)} of ${items(all)} will be given back.`,
    unlock: (count, all) => `${n(count)} of ${items(all)} will be unlocked.`,
  },
  cannot: (count) => `${items(count)} cannot, because:`,
  ended: {
    submit: (count) => `${items(count)} handed in.`,
    file: (count) => `${items(count)} filed and locked.`,
    giveBack: (count) => `${items(count)} given back.`,
    unlock: (count) => `${items(count)} unlocked.`,
  },
  back: 'Back',
  later: 'Go on in the background',
  unsaved: 'Some changes are not saved yet; go on when they are.',
  codes: {
    open: 'Number',
    title: 'Reference codes',
    why: 'Codes go on by the pattern of the settings; items that have one keep it. Look first, then write; writing can be undone.',
    year: 'Year',
    yearHint: 'empty: the year it was received',
    noneWanted: 'All of these have a code already.',
    asking: 'Looking for the next codes…',
    columns: { item: 'Title', code: 'Proposed code' },
    lacks: (fields) => `cannot be numbered without ${fields.join(', ')}`,
    missing: {
      fondsNumber: 'the fonds number (an administrator sets it)',
      category: 'its category',
      retention: 'its retention period',
      year: 'a year',
    },
    write: (count) => `Write ${n(count)} ${count === 1 ? 'code' : 'codes'}`,
    only: (shown, all) => `The first ${n(shown)} of ${n(all)} are listed.`,
    propose: 'Propose a code',
    proposed: (code) => `Proposed: ${code}`,
    take: 'Take it',
  },
}
