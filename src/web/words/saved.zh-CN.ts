/** 检索条件: Chinese. */
const n = (value: number) => value.toLocaleString('zh-CN')

export const saved = {
  title: '检索条件',
  save: '保存本次检索',
  name: '名称',
  keep: '保存',
  kept: (name: string) => `已保存“${name}”。以后打开，会告诉您新增了几件。`,
  nothing: '先检索，再保存。',
  none: '还没有保存的检索条件。保存后，在这里和工作台都能打开，并看到新增了几件。',
  fresh: (count: number, isAtLeast: boolean) => `新增 ${n(count)}${isAtLeast ? '+' : ''}`,
  total: (count: number) => `${n(count)} 件`,
  noNews: '没有新增',
  failed: '这条检索条件现在查不了，请打开看看',
  open: (name: string) => `打开“${name}”`,
  rename: '改名',
  renamed: '已改名。',
  delete: '删除',
  deleted: (name: string) => `已删除“${name}”。`,
  opened: (date: string) => `上次打开 ${date}`,
  everything: '全部馆藏',
  filters: (count: number) => `另有 ${n(count)} 项筛选`,
}
export type SavedWords = typeof saved
