/** The page of signing in. */
export const signIn = {
  lead: '文史资料征集、检索与编研',
  /** Two lines, written downwards. */
  motto: ['存一方信史', '留三亲之声'],
  keep: '在这台电脑上保持登录 14 天',
  help: '忘记密码，请找管理员重设。新同事的账号也由管理员建立。',
  within: '只在本馆网内运行，不向外发送任何内容',
}
