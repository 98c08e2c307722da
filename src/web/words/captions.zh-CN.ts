/** 图片六要素: Chinese. */
export const captions = {
  rowHint: '从左到右，如 张甲（时任县长）、李乙',
  rowLabel: (row: number, name: string) =>
    name === '' ? '从左到右' : row === 1 ? `${name}（最前）左起` : `${name}左起`,
  row: '排',
  addRow: '再加一排',
  nameHere: '这一位的姓名',
  nameHint: '姓名（身份）',
  put: '放上',
  pointHint: '点照片里的人，写上姓名；点已有的标记可取下。',
  removeMark: (name: string) => `取下 ${name} 的标记`,
  sheet: (at: number, all: number) => `第 ${at} / ${all} 张`,
  previous: '上一张',
  next: '下一张',
  compose: '按要素拼成图说',
  composed: '图说已按要素拼好，可以撤销。',
  nothing: '还没有可拼的要素。',
}
export type CaptionWords = typeof captions
