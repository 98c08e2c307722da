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
  review: {
    title: 'descriptions to be filed',
    first: (count) => `file ${n(count)} descriptions`,
    oldest: (by, day) => `the first handed in by ${by}, ${day}; filing locks the reference code`,
    act: 'Review them',
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
    more: 'Report of the year',
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
    title: 'The first day',
    lead: 'About three minutes; all of it can be changed later.',
    steps: {
      password: { name: 'Password', why: 'instead of the one that was printed' },
      office: { name: 'Office', why: 'name, fonds, reference codes' },
      colleagues: { name: 'Colleagues', why: 'who receives, who reads, who edits' },
      material: { name: 'First material', why: 'your files, or the sample' },
    },
    passwordSet: 'set',
    cards: {
      password: {
        title: 'Replace the printed password',
        lead: 'Others may have seen it on the screen when the service was started. Choose one that only you know.',
      },
      office: {
        title: 'Whose archive is this?',
        lead: 'It becomes part of reference codes and of every citation. It can be changed; codes that exist stay.',
      },
      colleagues: {
        title: 'Who else works here?',
        lead: 'An account for each, so that work is known by who did it. Can be done later.',
      },
      material: {
        title: 'Begin with the first material',
        lead: 'Register where it came from and drop files or whole folders; texts are read and found at once, originals are kept as they came.',
      },
    },
    office: 'Name of the office',
    officeHint: 'such as 云川市政协文史馆',
    needed: 'Required',
    fonds: 'Number of the fonds',
    fondsHint: 'Leave it empty until you have one',
    code: 'Code of manuscripts',
    codeHint: 'Differs from city to city, often WS',
    codeWrong: 'Letters, figures, dots, hyphens or Chinese characters, 20 at most',
    example: 'Codes and citations will look like this',
    citation: (office, code) =>
      `张甲：《青石渡义渡旧事》（1961年），${office ? `${office}藏，` : ''}档号：${code}，第3页。`,
    later: 'Later',
    back: 'Back',
    toColleagues: 'Next: colleagues',
    toMaterial: 'Next: first material',
    users: 'Add a colleague',
    begin: 'Register the first accession',
  },
  sample: {
    title: 'See what it is like',
    why: 'Load twelve invented pieces: memoirs, letters, photographs, an old ledger. They are counted nowhere, take no reference codes, and are removed in one step.',
    load: 'Load the sample',
    loading: (done, total) => `Loading ${n(done)} / ${n(total)}`,
    here: (items) =>
      `The sample is here${items === null ? '' : ` (${n(items)} items)`}: invented, counted nowhere, removed in one step.`,
    remove: 'Remove the sample',
    removeWhat: (items) =>
      `The ${n(items)} items of the sample go, with their accessions and what was described in them. Your own material stays.`,
    removed: (items) => `The sample is removed (${n(items)} items).`,
  },
}
