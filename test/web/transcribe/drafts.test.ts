import test from 'ava'
import { type Around, createDrafts, type Failed, type Kept, type Page } from '../../../src/web/transcribe/drafts.ts'

class Refused extends Error {
  readonly as: Failed
  constructor(as: Failed) {
    super(as.why)
    this.as = as
  }
}

/** A service that keeps drafts, as the place sees one. */
function archive(count: number) {
  const stored: Page[] = Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    objectId: 'o',
    page: i + 1,
    text: '',
    base: '',
    conflict: false,
    done: false,
    revision: 0,
    by: null,
    at: null,
  }))
  const kept = new Map<number, Kept>()
  const state = { isDown: false, losesAnswer: false, refuses: '' }
  const write = (number: number, text: string, by: string) => {
    const page = stored[number - 1]!
    stored[number - 1] = { ...page, text, revision: page.revision + 1, by }
  }
  const around: Around = {
    async save(number, { text, done, revision }) {
      if (state.isDown) throw new Refused({ why: 'unreachable' })
      if (state.refuses) throw new Refused({ why: 'refused', sentence: state.refuses })
      if (stored[number - 1]!.revision !== revision) throw new Refused({ why: 'stale' })
      write(number, text, 'me')
      stored[number - 1]!.done = done
      if (state.losesAnswer) throw new Refused({ why: 'unreachable' })
      return { ...stored[number - 1]! }
    },
    read: async () => stored.map((page) => ({ ...page })),
    failed: (error) => (error as Refused).as,
    keep: ({ number }, one) => void (one ? kept.set(number, one) : kept.delete(number)),
    kept: ({ number }) => kept.get(number) ?? null,
    rest: { typing: 100_000, unreachable: 100_000 },
  }
  const open = () =>
    createDrafts(
      stored.map((page) => ({ ...page })),
      around,
    )
  return { stored, kept, state, write, open }
}

test('what is written is kept here until the service has it', async (t) => {
  const { stored, kept, open } = archive(2)
  const drafts = open()
  drafts.write(1, { text: '义渡' })
  t.is(kept.get(1)?.text, '义渡')
  t.is(drafts.status().unsaved, 1)
  t.true(await drafts.flush())
  t.is(stored[0]!.text, '义渡')
  t.is(kept.size, 0)
  drafts.write(1, { done: true })
  t.true(await drafts.flush(), 'on the revision that was answered')
  t.like(stored[0], { done: true, revision: 2 })
})

test('what was taken and never answered is one’s own, in this visit and in the next', async (t) => {
  for (const isNextVisit of [false, true]) {
    const { stored, kept, state, open } = archive(1)
    const drafts = open()
    drafts.write(1, { text: '义渡' })
    state.losesAnswer = true
    t.false(await drafts.flush())
    state.losesAnswer = false
    drafts.write(1, { text: '义渡，停电了' })
    const later = isNextVisit ? open() : drafts
    t.true(await later.flush())
    t.like(stored[0], { text: '义渡，停电了', revision: 2 })
    t.is(later.pages()[0]!.theirs, null)
    t.is(kept.size, 0)
  }
})

test('a service that is away gets it later; another visit takes it up again', async (t) => {
  const { stored, kept, state, open } = archive(1)
  const drafts = open()
  state.isDown = true
  drafts.write(1, { text: '写到一半' })
  t.false(await drafts.flush())
  t.true(drafts.status().isUnreachable)
  drafts.close()
  state.isDown = false
  const again = open()
  t.is(again.pages()[0]!.text, '写到一半')
  t.is(again.status().restored, 1)
  t.true(await again.flush())
  t.is(stored[0]!.text, '写到一半')
  t.is(kept.size, 0)
})

test('two on one page: nothing is overwritten, one is chosen', async (t) => {
  const { stored, write, open } = archive(1)
  const drafts = open()
  write(1, '别人所写', 'other')
  drafts.write(1, { text: '我所写' })
  t.false(await drafts.flush())
  t.is(stored[0]!.text, '别人所写')
  t.is(drafts.pages()[0]!.theirs?.text, '别人所写')
  drafts.settle(1, 'mine')
  t.true(await drafts.flush())
  t.is(stored[0]!.text, '我所写')
  write(1, '又改', 'other')
  drafts.write(1, { text: '我又改' })
  await drafts.flush()
  drafts.settle(1, 'theirs')
  t.true(await drafts.flush())
  t.like(drafts.pages()[0], { text: '又改', isDirty: false, theirs: null })
})

test('a draft left behind that somebody else has gone beyond is shown beside theirs', async (t) => {
  const { kept, write, open } = archive(1)
  kept.set(1, { text: '旧草稿', done: false, revision: 0 })
  write(1, '后来所写', 'other')
  const page = open().pages()[0]!
  t.is(page.text, '旧草稿')
  t.is(page.theirs?.text, '后来所写')
})

test('what the service does not take stays, with why; another writing is tried again', async (t) => {
  const { stored, state, open } = archive(1)
  const drafts = open()
  state.refuses = '校对请由另一人来做'
  drafts.write(1, { text: '甲' })
  t.false(await drafts.flush())
  t.is(drafts.pages()[0]!.refused, '校对请由另一人来做')
  state.refuses = ''
  drafts.write(1, { text: '乙' })
  t.true(await drafts.flush())
  t.is(stored[0]!.text, '乙')
})
