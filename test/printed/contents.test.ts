/** 目录 as books print them, line by line. */
import test from 'ava'
import { contentsPages, readContents } from '../../src/printed/contents.ts'

const brief = (text: string) =>
  readContents(text).map(({ kind, title, byline, page }) =>
    kind === 'column' ? `【${title}】` : [title, byline, page].join('|'),
  )

test('lines of a table of contents as books print them', (t) => {
  const lines: [string, string][] = [
    ['我的抗战经历……张三(12)', '我的抗战经历|张三|12'],
    ['渡口旧事 / 李四 口述 王五 整理 … 34', '渡口旧事|李四 口述 王五 整理|34'],
    ['花园口见闻　　　　　　沈季清（３５）', '花园口见闻|沈季清|35'],
    ['忆 1938 年的水灾...................赵　六 40', '忆 1938 年的水灾|赵六|40'],
    ['米业公会始末 周世昌 (45)', '米业公会始末|周世昌|45'],
    ['盐号旧闻——记石桥镇的三家盐号……孙甲、李乙（五十二）', '盐号旧闻——记石桥镇的三家盐号|孙甲、李乙|52'],
    ['云川解放前后的教育\t郑文\t61', '云川解放前后的教育|郑文|61'],
    ['云川县大事记（1937—1949）……………县志办公室 70', '云川县大事记（1937—1949）|县志办公室|70'],
    ['后　记 ………………………………… 第98页', '后记||98'],
    ['回忆我的父亲 王文 ………… 88-95', '回忆我的父亲|王文|88'],
    ['义渡会（沈老五口述）72', '义渡会|沈老五口述|72'],
  ]
  for (const [line, expected] of lines) t.deepEqual(brief(line), [expected], line)
})

test('columns, titles over two lines, pages on a line of their own, and what is no line of the contents', (t) => {
  t.deepEqual(
    brief(`目　录

【抗战史料】
我的抗战经历 ………………………… 张三（1）
从云川到延安的路上我所经历的几件事情
　　——记一九三八年的冬天 …… 李四（9）
·工商史话·
米行旧事 …… 王五（15）
人物春秋
怀念吴老师
赵六 …… 20
怀念吴老师的一点补充
26
— 1 —
`),
    [
      '【抗战史料】',
      '我的抗战经历|张三|1',
      '从云川到延安的路上我所经历的几件事情——记一九三八年的冬天|李四|9',
      '【工商史话】',
      '米行旧事|王五|15',
      '【人物春秋】',
      '怀念吴老师|赵六|20',
      '怀念吴老师的一点补充||26',
    ],
  )
})

test('what can be read in two ways is not sure: a page that goes back, a title joined of two lines', (t) => {
  const sure = (text: string) => readContents(text).map(({ isSure }) => isSure)
  t.deepEqual(sure('渡口旧事……张三(12)\n米行旧事……李四(8)\n盐号旧闻……王五(20)'), [true, false, true])
  t.deepEqual(sure('渡口旧事……张三'), [false])
})

test('a table: with headings in any order, or without', (t) => {
  t.deepEqual(brief('页码\t栏目\t作者\t题名\n1\t抗战史料\t张三\t我的抗战经历\n9\t抗战史料\t李四\t路上'), [
    '【抗战史料】',
    '我的抗战经历|张三|1',
    '路上|李四|9',
  ])
})

test('the pages of the contents are found among the first ones', (t) => {
  const list = '渡口旧事……张三 12\n米行旧事……李四 18\n盐号旧闻……王五 20'
  t.deepEqual(contentsPages(['云川文史资料', `目　录\n${list}`, list, '　　那年发大水。\n　　船工九人。']), [1, 2])
  t.deepEqual(contentsPages(['云川文史资料', '　　那年发大水，一九三八。']), [])
})
