/** Go anywhere (Ctrl K), and the list of keys. */
import type { palette as source } from './palette.zh-CN.ts'

export const palette: typeof source = {
  title: 'Go to',
  label: 'Where to, or what to do',
  placeholder: 'Places, acts, titles or reference codes',
  groups: { places: 'Places', actions: 'Acts', recent: 'Read lately', items: 'Archive', search: 'Search' },
  nothing: 'Nothing fits. Enter searches the whole archive.',
  found: (count) => `${count} found`,
  search: (text) => `Search for “${text}”`,
  hint: [
    ['↑ ↓', 'choose'],
    ['Enter', 'go'],
    ['Esc', 'close'],
  ],
  places: {
    home: ['Desk', 'home'],
    accessions: ['Accessions', 'receive'],
    toReturn: ['Originals to return', 'borrowed'],
    describe: ['Describe all', 'sheet grid'],
    search: ['Search', 'find'],
    wall: ['Wall of pictures', 'images photographs'],
    baskets: ['Baskets', 'selections'],
    volumes: ['Volumes', 'publications books chapters'],
    topics: ['Topics', 'xuanti'],
    submissions: ['Submissions', 'gaojian'],
    reports: ['Error reports', 'corrections mistakes'],
    reuse: ['Shared passages', 'duplicates compare'],
    condition: ['Condition of the archive', 'backup fixity'],
    statistics: ['Report of the year', 'statistics'],
    useRegister: ['Use register', 'access rights'],
    users: ['Users', 'people roles'],
    jobs: ['Tasks', 'jobs background'],
    audit: ['Audit', 'log'],
    settings: ['Settings', 'office codes'],
    periods: ['Table of periods', 'dates'],
    eras: ['Table of eras', 'dates'],
    tokens: ['API tokens', 'scripts'],
  },
  actions: {
    register: ['Register an accession', 'new receive'],
    requests: ['Decide requests to read', 'access'],
    keys: ['Keyboard', 'shortcuts help'],
    light: ['Light appearance', 'theme'],
    dark: ['Dark appearance', 'theme night'],
    auto: ['Appearance as the system', 'theme'],
    language: ['中文', 'chinese zhongwen'],
    signOut: ['Sign out', 'leave log out'],
  },
  keys: {
    everywhere: {
      title: 'Everywhere',
      keys: [
        ['Ctrl K', 'go to places, acts, items'],
        ['/', 'search'],
        ['?', 'this list'],
        ['Esc', 'close what is open above the page'],
      ],
    },
    search: {
      title: 'Search',
      keys: [
        ['j  k', 'next, previous'],
        ['Enter', 'open'],
        ['c', 'cite it'],
        ['Space  Shift', 'wall: choose, choose a stretch'],
        ['b', 'put it, or what is chosen on the wall, into a basket'],
      ],
    },
    reader: {
      title: 'Reading',
      keys: [
        ['n  N', 'next, previous occurrence'],
        ['[  ]', 'previous, next page'],
        ['c', 'cite the selection'],
        ['b', 'put the selection into a basket'],
        ['e', 'report an error in the selection'],
        ['g', 'correct the selection (archivists)'],
      ],
    },
    transcribe: {
      title: 'Transcribing and proofreading',
      keys: [
        ['F8', '□ for what cannot be read'],
        ['F9', '〔〕 for what is supplied, around the selection'],
        ['Ctrl Enter', 'this page is ready, the next'],
        ['Alt PageUp  Alt PageDown', 'the page before, the next'],
      ],
    },
    reuse: {
      title: 'Shared passages',
      keys: [
        ['1  2  3  4', 'duplicate, other version, excerpt, unrelated'],
        ['j  k', 'next, previous pair'],
        ['u', 'undo the decision'],
      ],
    },
    accession: {
      title: 'Accession',
      keys: [
        ['j  k', 'next, previous file'],
        ['x', 'select'],
        ['Enter', 'unfold or open'],
      ],
    },
    sheet: { title: 'Sheet' },
  },
}
