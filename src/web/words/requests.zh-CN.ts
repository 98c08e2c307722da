/** 利用申请, as who asks sees it: Chinese. */
export const requests = {
  title: '我的利用申请',
  ask: {
    title: '申请利用',
    why: '如果这个地址是馆里的一件未公开材料，可以在此申请阅览。由档案员审批，结果在“我的利用申请”里看。',
    purpose: '利用目的',
    purposeHint: '写什么、查什么，准备用在哪里',
    needed: '请写明利用目的。',
    send: '提交申请',
    sent: '已提交。',
  },
  states: { open: '已提交，待审批', refused: '未同意' },
  heldUntil: (day: string) => `已同意，有效至 ${day}`,
  over: (day: string) => `曾同意至 ${day}，现已到期或收回`,
  asked: (when: string) => `${when} 申请`,
  reason: (reason: string) => `答复：${reason}`,
  unnamed: '未公开的材料',
  takeBack: '撤回',
  takenBack: '已撤回。',
  again: '再次申请',
  none: '您还没有提出过利用申请。打开一件您无权查看的材料时，可以在那里申请。',
}
export type RequestWords = typeof requests
