import test from 'ava'
import { asLunar, yearAlone } from '../../../src/web/describe/date-choices.ts'
import { commandOf, type State } from '../../../src/web/describe/keys.ts'
import { briefly, spoken } from '../../../src/web/frame/days.ts'

const idle: State = { editing: null, hasOptions: false }
const press = (keys: string, state = idle) => {
  const key = keys.split('+').at(-1)!
  const has = (name: string) => keys.includes(`${name}+`)
  return commandOf(
    { key, ctrlKey: has('Ctrl'), metaKey: has('Meta'), shiftKey: has('Shift'), altKey: has('Alt') },
    state,
  )
}

test('what a key means: moving, extending, the steps of a spreadsheet', (t) => {
  t.deepEqual(press('ArrowDown'), { is: 'move', rows: 1, columns: 0, extends: false })
  t.deepEqual(press('Shift+ArrowRight'), { is: 'move', rows: 0, columns: 1, extends: true })
  t.deepEqual(press('Ctrl+ArrowUp'), { is: 'jump', direction: [-1, 0], extends: false })
  t.deepEqual(press('Shift+Tab'), { is: 'next', by: -1 })
  t.deepEqual(press('Enter'), { is: 'line', by: 1 })
  t.deepEqual(
    ['Ctrl+z', 'Ctrl+y', 'Ctrl+Shift+Z', 'Meta+d', 'Ctrl+a', 'F2', 'Delete', 'Escape'].map((keys) => press(keys)?.is),
    ['undo', 'redo', 'redo', 'fill', 'all', 'edit', 'clear', 'leave'],
  )
  t.deepEqual(press('Ctrl+End'), { is: 'edge', of: 'sheet', to: 'end', extends: false })
  for (const own of ['a', 'Ctrl+c', 'Ctrl+v', 'Ctrl+x', 'Alt+a']) t.is(press(own), null, `${own} is not the sheet's`)
})

test('while a cell is written, the text keeps its own keys', (t) => {
  const typed: State = { editing: 'typed', hasOptions: false }
  const within: State = { editing: 'within', hasOptions: false }
  t.is(press('ArrowLeft', typed), null)
  t.is(press('Ctrl+z', within), null)
  t.is(press('Delete', within), null)
  t.is(press('ArrowDown', within), null)
  t.like(press('ArrowDown', typed), { is: 'move', rows: 1 })
  t.deepEqual(press('ArrowDown', { ...typed, hasOptions: true }), { is: 'option', by: 1 })
  t.deepEqual(press('Escape', within), { is: 'cancel' })
  t.deepEqual(press('Alt+Enter', within), { is: 'break' })
  t.deepEqual(press('Tab', within), { is: 'next', by: 1 })
})

test('a month or a season may be lunar: the question is put where the writing leaves it open', (t) => {
  t.is(asLunar('民国三十七年秋'), '民国三十七年农历秋')
  t.is(asLunar('一九四七年闰二月'), '一九四七年农历闰二月')
  t.is(asLunar('1947年10月1日'), '1947年农历10月1日')
  t.is(asLunar('民国三十六年阴历四月'), null)
  t.is(asLunar('光绪三十二年'), null)
  t.is(asLunar('约1952年'), null)
})

test('what a date resolves to, as it is told beneath it', (t) => {
  const read = (edtf: string | null, start: string | null, end: string | null) => ({ edtf, calendar: null, start, end })
  t.is(briefly(read('1985-24', '1985-11-01', '1986-02-28')), '1985-11／1986-02')
  t.is(briefly(read('1952~', '1952-01-01', '1952-12-31')), '1952~')
  t.is(briefly(read(null, null, '1937-07-31')), '..／1937-07')
  t.is(briefly(read('1937-07-07/1938-10', '1937-07-07', '1938-10-31')), '1937-07-07／1938-10')
  t.deepEqual(yearAlone(read('1948-23', '1948-08-01', '1948-11-30')), read('1948', '1948-01-01', '1948-12-31'))
  t.is(yearAlone(read('1906', '1906-01-25', '1907-02-12')), null)
  t.deepEqual(spoken({ start: '1948-02-01', end: '1948-02-29' }), {
    fine: 'month',
    start: [1948, 2, 1],
    end: [1948, 2, 29],
  })
  t.like(spoken({ start: '1900-02-01', end: '1900-02-28' }), { fine: 'month' })
  t.like(spoken({ start: '-0099-01-01', end: '-0099-12-31' }), { fine: 'year', start: [-99, 1, 1] })
  t.is(spoken({ start: null, end: null }), null)
})
