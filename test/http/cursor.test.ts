import test from 'ava'
import { Fault } from '../../src/faults.ts'
import { createCursors } from '../../src/http/cursor.ts'

const cursors = createCursors('an archive')
const place = { sort: 'title', keys: [0, '渡口'], number: 4711 }

test('a mark is opened by the archive that sealed it, also after a restart', (t) => {
  t.deepEqual(createCursors('an archive').open(cursors.seal(place)), place)
})

test('a mark tells nothing, and no two are alike', (t) => {
  const [one, two] = [cursors.seal(place), cursors.seal(place)]
  t.not(one, two)
  t.false(/4711|渡口/.test(Buffer.from(one, 'base64url').toString('latin1')))
})

test('what was altered, cut off, or is another archive’s, is none of ours', (t) => {
  const mark = cursors.seal(place)
  const bytes = Buffer.from(mark, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  for (const wrong of ['', 'x', mark.slice(0, -4), mark.slice(0, 20), bytes.toString('base64url'), `${mark}AAAA`])
    t.is(t.throws(() => cursors.open(wrong), { instanceOf: Fault })?.code, 'request.cursor', wrong)
  t.throws(() => createCursors('another').open(mark), { instanceOf: Fault })
})
