/** 从文中读到的: Chinese. */
const n = (value: number) => value.toLocaleString('zh-CN')

export const names = {
  title: '从文中读到的',
  lead: '按规范档和年号、时期表逐字找出。点名称查全部馆藏，点页码看原处。',
  kinds: { person: '人物', corporateBody: '机构', place: '地名', event: '事件', term: '主题词' } as Record<
    string,
    string
  >,
  dates: '日期',
  ambiguous: '同名待考',
  ambiguousWhy: '有不止一位叫这个名字，文中看不出是谁。',
  suggested: '推测',
  suggestedWhy: '机器从字面猜的，规范档里没有，未经核实，不用于检索。',
  written: (forms: string) => `写作 ${forms}`,
  times: (count: number) => `${n(count)} 处`,
  search: (name: string) => `检索“${name}”`,
  place: (page: number | null, nth: number, total: number) =>
    page === null ? (total === 1 ? '看原处' : `第 ${n(nth)} 处`) : `第 ${n(page)} 页`,
  fields: { title: '题名', caption: '图说', scopeAndContent: '内容提要', event: '事由', background: '背景' } as Record<
    string,
    string
  >,
  more: (count: number) => `另 ${n(count)} 处`,
  nothing: '没有从文中读到人名、地名或日期。',
  fill: '填入',
  isFilled: '已填',
  noText: '本件没有文字，只看题名和图说。',
  cut: '日期太多，只列最早的一些。',
  days: (from: string, to: string) => (from === to ? from : `${from} 至 ${to}`),
}
export type NameWords = typeof names
