/** `npm run reset-password -- <name> [password]`: a new password from the machine itself; ends that user's sessions. */
import { withUsers } from './account.ts'

const [username, given] = process.argv.slice(2)
if (!username) {
  console.error('用法 usage: npm run reset-password -- <用户名 name> [新密码 password]')
  process.exit(2)
}
await withUsers(async (users) => {
  const password = await users.resetPassword(username, given ?? null)
  return `已重设 reset: ${username}${given ? '' : `  密码 password: ${password}`}`
})
