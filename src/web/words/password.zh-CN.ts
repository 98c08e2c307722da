/** One's own password. */
export const password = {
  title: '修改密码',
  present: '现在的密码',
  printed: '启动时显示的临时密码',
  next: '新密码',
  nextWhy: '至少 12 个字符，不要用姓名、单位或常见词句。',
  again: '再输一遍新密码',
  differs: '两遍不一样',
  tooShort: '至少 12 个字符',
  needed: '必填',
  save: '保存新密码',
  saved: '密码已更换。其他设备上的登录已失效。',
}
