import test from 'ava'
import type { Block } from '../../../src/web/publications/content.ts'
import {
  type Around,
  createManuscript,
  type Failed,
  type Kept,
  type Version,
} from '../../../src/web/publications/manuscript.ts'

class Refused extends Error {
  readonly as: Failed
  constructor(as: Failed) {
    super(as.why)
    this.as = as
  }
}
const of = (text: string): Block[] => [{ kind: 'paragraph', inlines: [{ text }] }]

/** A service that keeps versions, as the place sees one. */
function archive(text: string) {
  const state = {
    stored: { content: of(text), revision: 1 } as Version,
    isDown: false,
    refuses: '',
    kept: null as Kept | null,
  }
  const store = (content: Block[]) => (state.stored = { content, revision: state.stored.revision + 1 })
  const around: Around = {
    async save({ content, revision }) {
      if (state.isDown) throw new Refused({ why: 'unreachable' })
      if (state.refuses) throw new Refused({ why: 'refused', sentence: state.refuses })
      if (revision !== state.stored.revision) throw new Refused({ why: 'stale' })
      return store(content)
    },
    async read() {
      if (state.isDown) throw new Refused({ why: 'unreachable' })
      return state.stored
    },
    failed: (error) => (error as Refused).as,
    keep: (kept) => {
      state.kept = kept
    },
    kept: () => state.kept,
    rest: { typing: 1, unreachable: 1 },
  }
  return { state, store, open: () => createManuscript(state.stored, around, () => 42) }
}

test('what is written is saved, and kept in the browser until it is', async (t) => {
  const { state, open } = archive('义渡')
  const manuscript = open()
  manuscript.write(of('义渡旧事'))
  t.deepEqual(state.kept, { content: of('义渡旧事'), revision: 1 })
  t.true(await manuscript.flush())
  t.deepEqual(state.stored, { content: of('义渡旧事'), revision: 2 })
  t.is(state.kept, null)
  t.like(manuscript.state(), { isDirty: false, savedAt: 42 })
})

test('what is written while a version is on its way is a change on top', async (t) => {
  const { state, open } = archive('义渡')
  const manuscript = open()
  manuscript.write(of('一'))
  const sent = manuscript.flush()
  manuscript.write(of('一二'))
  await sent
  t.deepEqual(state.stored, { content: of('一二'), revision: 3 })
})

test('a draft survives what closes the place, and is sent when it opens again', async (t) => {
  const { state, open } = archive('义渡')
  state.isDown = true
  const first = open()
  first.write(of('未存'))
  t.false(await first.flush())
  t.true(first.state().isUnreachable)
  first.close()
  state.isDown = false
  const again = open()
  t.like(again.state(), { isDirty: true, isRestored: true })
  t.deepEqual(again.version().content, of('未存'))
  t.true(await again.flush())
  t.deepEqual(state.stored.content, of('未存'))
})

test('where somebody else saved too, both stand and nothing is overwritten until it is decided', async (t) => {
  const { state, store, open } = archive('义渡')
  const manuscript = open()
  store(of('他的'))
  manuscript.write(of('我的'))
  t.false(await manuscript.flush())
  t.deepEqual(manuscript.state().theirs?.content, of('他的'))
  t.deepEqual(state.stored.content, of('他的'))
  manuscript.settle('mine')
  t.true(await manuscript.flush())
  t.deepEqual(state.stored, { content: of('我的'), revision: 3 })

  store(of('又改'))
  manuscript.write(of('我再改'))
  await manuscript.flush()
  manuscript.settle('theirs')
  t.deepEqual(manuscript.version(), { content: of('又改'), revision: 4 })
  t.is(state.kept, null)
  t.is(manuscript.state().replaced, 1, 'the editor shows it')
})

test('the same words saved by another are no conflict', async (t) => {
  const { store, open } = archive('义渡')
  const manuscript = open()
  store(of('同样'))
  manuscript.write(of('同样'))
  t.true(await manuscript.flush())
  t.like(manuscript.state(), { isDirty: false, theirs: null })
})

test('a draft on a version that has gone on since is shown beside it', (t) => {
  const { state, store, open } = archive('义渡')
  state.kept = { content: of('旧稿'), revision: 1 }
  store(of('新稿'))
  const manuscript = open()
  t.deepEqual(manuscript.state().theirs?.content, of('新稿'))
  t.deepEqual(manuscript.version().content, of('旧稿'))
})

test('a refusal is told and not repeated until something else is written', async (t) => {
  const { state, open } = archive('义渡')
  const manuscript = open()
  state.refuses = '一篇最多二十万字。'
  manuscript.write(of('太长'))
  t.false(await manuscript.flush())
  t.is(manuscript.state().refused, '一篇最多二十万字。')
  state.refuses = ''
  manuscript.write(of('短'))
  t.true(await manuscript.flush())
  t.is(manuscript.state().refused, '')
})

test('where nothing waited, what is written afterwards is still saved', async (t) => {
  const { state, open } = archive('义渡')
  const manuscript = open()
  t.true(await manuscript.flush())
  manuscript.write(of('义渡旧事'))
  t.true(await manuscript.flush())
  t.deepEqual(state.stored, { content: of('义渡旧事'), revision: 2 })
})
