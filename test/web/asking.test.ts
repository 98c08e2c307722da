import test from 'ava'
import { filtersOf, isEmpty, readAsking, writeAsking } from '../../src/web/search/asking.ts'
import { chosenAt, inOrder, nothing } from '../../src/web/search/choosing.ts'
import { piecesOf } from '../../src/web/search/pieces.ts'
import { ledTo, wallRows } from '../../src/web/search/wall-rows.ts'

test('the address holds the whole question, and a plain one stays plain', (t) => {
  const address =
    'q=义渡+米业&kind=text&kind=photograph&person=张甲&from=1906&keep=script,width&view=kwic&lines=left&page=3'
  const asking = readAsking(new URLSearchParams(address))
  t.deepEqual(asking.kind, ['text', 'photograph'])
  t.deepEqual(readAsking(writeAsking(asking)), asking)
  t.is(
    writeAsking(readAsking(new URLSearchParams('q=渡口&page=1&view=list'))).toString(),
    new URLSearchParams({ q: '渡口' }).toString(),
  )
  t.deepEqual(filtersOf(asking), {
    q: '义渡 米业',
    kind: ['text', 'photograph'],
    person: ['张甲'],
    from: '1906',
    keep: 'script,width',
  })
})

test('a broken address is a plain question', (t) => {
  const asking = readAsking(new URLSearchParams('view=x&sort=drop&page=-4&keep=all'))
  t.like(asking, { view: 'list', sort: 'relevance', page: 1 })
  t.deepEqual(asking.keep, [])
  t.true(isEmpty(asking))
})

test('a snippet is cut at its marks and closed over its breaks', (t) => {
  t.deepEqual(
    piecesOf('老渡\n口旧事', [[0, 4]], [[2, 3]]).map(({ text, isMarked }) => [text, isMarked]),
    [
      ['老渡', true],
      ['口', true],
      ['旧事', false],
    ],
  )
  t.deepEqual(piecesOf('', []), [])
})

test('the rows of the wall fill the width and keep every picture’s proportions', (t) => {
  const pictures = Array.from({ length: 47 }, (_, i) => ({ ratio: 0.5 + ((i * 7) % 13) / 6 }))
  const rows = wallRows(pictures, 1000)
  t.is(rows.flatMap((row) => row.pictures).length, 47)
  for (const [i, { height, pictures: own }] of rows.entries()) {
    const width = own.reduce((sum, one) => sum + one.width, 12 * (own.length - 1))
    if (i < rows.length - 1) t.true(Math.abs(width - 1000) < 0.01)
    else t.true(width <= 1000.01)
    for (const { of, width: one } of own) t.true(Math.abs(one / height - of.ratio) < 1e-9)
  }
})

test('an arrow leads to the next picture, or to the nearest in the row above or below', (t) => {
  const rows = wallRows(
    [2, 1, 1, 1, 3, 2].map((ratio) => ({ ratio })),
    800,
  )
  t.deepEqual(
    rows.map(({ first, pictures }) => [first, pictures.length]),
    [
      [0, 4],
      [4, 2],
    ],
  )
  t.is(ledTo(rows, 0, 'ArrowLeft'), null)
  t.is(ledTo(rows, 3, 'ArrowRight'), 4, 'on to the next row')
  t.is(ledTo(rows, 5, 'ArrowRight'), null)
  t.is(ledTo(rows, 0, 'ArrowDown'), 4)
  t.is(ledTo(rows, 3, 'ArrowDown'), 5)
  t.is(ledTo(rows, 5, 'ArrowUp'), 3)
  t.is(ledTo(rows, 1, 'ArrowUp'), null)
  t.is(ledTo(rows, 5, 'ArrowDown'), null)
  t.is(ledTo(rows, 1, 'Enter'), null)
})

test('a stretch is chosen from the one chosen last, in either direction, and told in order', (t) => {
  const order = ['a', 'b', 'c', 'd', 'e']
  const one = chosenAt(nothing, order, 3, false)
  const back = chosenAt(one, order, 1, true)
  t.deepEqual(inOrder(back, order), ['b', 'c', 'd'])
  t.deepEqual(inOrder(chosenAt(back, order, 4, true), order), ['b', 'c', 'd', 'e'], 'from the same one')
  t.deepEqual(inOrder(chosenAt(back, order, 2, false), order), ['b', 'd'])
})
