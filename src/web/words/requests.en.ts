/** 利用申请, as who asks sees it: English. */
import type { RequestWords } from './requests.zh-CN.ts'

export const requests: RequestWords = {
  title: 'My requests to read',
  ask: {
    title: 'Ask to read it',
    why: 'If this address is that of restricted material, you may ask to read it. An archivist decides; the answer is found under “My requests to read”.',
    purpose: 'Purpose',
    purposeHint: 'What you write or look for, and where it is to be used',
    needed: 'Say for what purpose.',
    send: 'Send the request',
    sent: 'Sent.',
  },
  states: { open: 'Sent, to be decided', refused: 'Refused' },
  heldUntil: (day) => `Granted until ${day}`,
  over: (day) => `Granted until ${day}; run out or taken back`,
  asked: (when) => `Asked ${when}`,
  reason: (reason) => `Answer: ${reason}`,
  unnamed: 'Restricted material',
  takeBack: 'Take back',
  takenBack: 'Taken back.',
  again: 'Ask again',
  none: 'You have asked for nothing yet. Where you open what you may not see, you can ask for it.',
}
