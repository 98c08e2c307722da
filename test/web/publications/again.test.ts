import test from 'ava'
import { again } from '../../../src/web/publications/again.ts'

class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor({ status, code }: { status: number; code: string }) {
    super(code)
    this.status = status
    this.code = code
  }
}

/** A document that others change `quicker` times while one writes. */
function shared(quicker: number) {
  let revision = 1
  let puts = 0
  const ask = async () => ({ revision })
  return {
    ask,
    puts: () => puts,
    put: async (seen: { revision: number }) => {
      puts++
      if (puts <= quicker) revision++
      if (seen.revision !== revision) throw new Refusal({ status: 412, code: 'generated.stale' })
      return { revision: ++revision }
    },
  }
}

test('made on what is there, and on what others left, and both are told apart', async (t) => {
  const alone = shared(0)
  t.deepEqual(await again({ revision: 1 }, alone.put, alone.ask), { made: { revision: 2 }, isAgain: false })
  const beside = shared(2)
  t.deepEqual(await again({ revision: 1 }, beside.put, beside.ask), { made: { revision: 4 }, isAgain: true })
})

test('what was not read yet is asked for first', async (t) => {
  const alone = shared(0)
  t.deepEqual(await again(undefined, alone.put, alone.ask), { made: { revision: 2 }, isAgain: false })
})

test('others who are always quicker are told after the last try; nothing is tried for ever', async (t) => {
  const busy = shared(Number.POSITIVE_INFINITY)
  const refused = await t.throwsAsync(again({ revision: 1 }, busy.put, busy.ask), { instanceOf: Refusal })
  t.is(refused?.code, 'generated.stale')
  t.is(busy.puts(), 4)
})

test('another refusal is told at once', async (t) => {
  let puts = 0
  const refuse = async () => {
    puts++
    throw new Refusal({ status: 422, code: 'date.unreadable' })
  }
  await t.throwsAsync(
    again({ revision: 1 }, refuse, async () => ({ revision: 1 })),
    { instanceOf: Refusal },
  )
  t.is(puts, 1)
})
