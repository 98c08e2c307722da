import test from 'ava'
import { approvalLines, approvalsOf, planLines, planOf } from '../../src/web/topics/lines.ts'

test('a plan is written line by line, with ten thousands of characters behind a section', (t) => {
  const plan = planOf('津渡与码头 4\n\n　师友忆往　2.5万字\n民国二十七年\n1938 年大水 1\n')
  t.deepEqual(plan, [
    { title: '津渡与码头', wantedChars: 40_000 },
    { title: '师友忆往', wantedChars: 25_000 },
    { title: '民国二十七年', wantedChars: 0 },
    { title: '1938 年大水', wantedChars: 10_000 },
  ])
  t.deepEqual(planOf(planLines(plan)), plan)
})

test('approvals are written with or without their day', (t) => {
  const approvals = approvalsOf('2026-01-20 主席会议 第三次主席会议\n文史委\n\n')
  t.deepEqual(approvals, [
    { on: '2026-01-20', by: '主席会议', meeting: '第三次主席会议' },
    { on: '', by: '文史委', meeting: '' },
  ])
  t.deepEqual(approvalsOf(approvalLines(approvals)), approvals)
})
