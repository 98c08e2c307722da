/** 登记为稿件, wherever items are: Chinese. Apart from the other words of 稿件, since 检索 needs no more of them. */
const n = (value: number) => value.toLocaleString('zh-CN')

export const registering = {
  register: '登记为稿件',
  registerAll: '全部登记',
  registerHits: (total: number) => `把命中的 ${n(total)} 件都登记为稿件？`,
  registerHitsWhat: '已经登记过的不会重复登记；没有文本的不登记。',
  registered: (made: number, known: number) =>
    known ? `登记 ${n(made)} 件，另有 ${n(known)} 件已是稿件。` : `登记 ${n(made)} 件稿件。`,
  look: '看稿件',
}
export type RegisteringWords = typeof registering
