/** Desk: English. */
import type { home as zh } from './home.zh-CN.ts'

const n = (value: number) => value.toLocaleString('en')
const many = (count: number, one: string, more = `${one}s`) => `${n(count)} ${count === 1 ? one : more}`

export const home: typeof zh = {
  title: 'Desk',
  greeting: (hour, name) => `${hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening'}, ${name}`,
  today: (date) =>
    `${date.toLocaleDateString('en', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })}.`,
  waits: (count, first) => `${many(count, 'thing')} wait for you; first ${first}.`,
  nothing: 'Nothing waits for you.',
  register: 'Register an accession',
  search: 'Search',
  waiting: 'Waiting for you',
  byUrgency: 'most urgent first',
  and: ', ',
  files: {
    title: 'files to decide',
    first: (count) => `decide about ${many(count, 'file')}`,
    encoding: (count) => `${n(count)} of uncertain encoding`,
    damaged: (count) => `${n(count)} unreadable`,
    same: (count) => `${n(count)} the same as others`,
    refused: (count) => `${n(count)} not taken`,
    act: 'Look and decide',
  },
  describe: {
    title: 'items to describe',
    first: (count) => `describe ${many(count, 'item')}`,
    old: (count) => `${n(count)} received more than a week ago`,
    onlyDate: (count) => `${n(count)} lack only the date`,
    act: 'Go on describing',
  },
  returns: {
    title: 'borrowed originals to give back',
    first: (count) => `give back ${many(count, 'accession')}`,
    due: (title, day) => `${title}, promised by ${day}`,
    overdue: (count) => `${n(count)} overdue`,
    act: 'Note the return',
  },
  requests: {
    title: 'requests to decide',
    first: (count) => `decide ${many(count, 'request')}`,
    oldest: (day) => `the oldest of ${day}`,
    act: 'Decide',
    dialog: 'Requests to read',
    none: 'No request waits.',
    reason: 'Reason (say it when you refuse)',
    until: 'Until',
    grant: 'Grant',
    refuse: 'Refuse',
  },
  reports: {
    title: 'error reports to check',
    first: (count) => `check ${many(count, 'error report')}`,
    oldest: (day) => `the oldest of ${day}`,
    act: 'Check',
  },
  reported: {
    title: 'error reports of yours',
    first: (count) => `look at ${many(count, 'error report')} of yours`,
    waiting: (count) => `${n(count)} waiting`,
    accepted: (count) => `${n(count)} accepted`,
    refused: (count) => `${n(count)} refused`,
    act: 'Look',
  },
  reuse: {
    title: 'pairs share passages',
    first: (count) => `decide ${many(count, 'pair')} that share passages`,
    why: 'Duplicate, other version, excerpt or unrelated: one press each',
    act: 'Decide',
  },
  jobs: {
    title: 'tasks that failed',
    first: (count) => `look at ${many(count, 'failed task')}`,
    why: 'They can be tried again; originals are not affected',
    act: 'Look',
  },
  asked: {
    title: 'requests of yours',
    first: (count) => `look at ${many(count, 'request')} of yours`,
    waiting: (count) => `${n(count)} waiting`,
    granted: (count) => `${n(count)} granted`,
    refused: (count) => `${n(count)} refused`,
    act: 'Open',
  },
  year: {
    title: 'This year',
    due: (share) => `the line is today’s ${share}%`,
    names: { characters: 'Characters', items: 'Pieces', images: 'Pictures' },
    wan: (value) => n(value),
    plan: {
      characters: (wan) => `/ ${n(Number(wan.replaceAll(',', '')))}`,
      items: (count) => `/ ${n(count)}`,
      images: (count) => `/ ${n(count)}`,
    },
    units: { characters: '× 10,000', items: '', images: '' },
    noPlan: 'No plan for the year',
    set: 'Set the plan',
    change: 'Change',
    form: 'Plan of the year',
    empty: 'Empty: none',
    save: 'Save',
    cancel: 'Cancel',
    told: (name, share) => `${name}: ${share}% of the plan`,
  },
  sources: { title: 'Who sent', unit: 'this year, items', unnamed: 'not named', none: 'Nothing came this year' },
  sound: {
    title: 'Safe and sound',
    more: 'Records',
    checked: (count, when) => ['', n(count), ` originals, sound on ${when}`],
    bad: (count) => `${many(count, 'original')} differ from what came; look now`,
    never: (count) => ['', n(count), ' originals, never checked'],
    checking: (done, total) => `Checking originals ${n(done)} / ${n(total)}`,
    backedUp: (when) => `Backed up ${when}`,
    neverBackedUp: 'Never backed up',
    searchable: (count) => ['Search works, ', n(count), ' items'],
    free: (size) => `${size} free`,
    little: (size) => `Only ${size} free; make room soon`,
  },
  recent: {
    title: 'Where you were',
    read: 'Lately read',
    actions: {
      describe: 'described',
      correct: 'corrected',
      pages: 'paged',
      order: 'put in order',
      withdraw: 'withdrawn',
      'put-back': 'put back',
      restore: 'restored',
      'read-again': 'read again',
    },
    ago: (minutes) =>
      minutes < 1
        ? 'just now'
        : minutes < 60
          ? `${many(minutes, 'minute')} ago`
          : minutes < 1440
            ? `${many(Math.floor(minutes / 60), 'hour')} ago`
            : `${many(Math.floor(minutes / 1440), 'day')} ago`,
  },
  first: {
    title: 'Begin with the first material',
    lead: 'The archive is still empty. Register where something comes from, drop files or whole folders; texts are read and can be searched at once.',
    steps: [
      ['Administrator’s password', 'set; change it under Administration'],
      ['The office', 'its name is on receipts and in citations'],
      ['Colleagues', 'who collects, who studies, who edits'],
      ['First material', 'drop files; originals stay as they are'],
    ],
    office: 'Name of the office',
    officeHint: 'As it stands on papers',
    save: 'Save',
    saved: 'Saved',
    users: 'Add colleagues',
    begin: 'Register the first accession',
    sample: 'To see how it feels first, run npm run demo on the server: a year of invented material.',
  },
}
