/** `npm run reset-password -- <name> [password]`: a new password from the machine itself; ends that user's sessions. */
import { createWork } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { problemOf } from '../src/faults.ts'
import { sentence } from '../src/http/sentences.ts'

const [username, given] = process.argv.slice(2)
if (!username) {
  console.error('用法 usage: npm run reset-password -- <用户名 name> [新密码 password]')
  process.exit(2)
}
const app = await createWork({ ...readConfig(), logLevel: 'error' })
try {
  const password = await app.features.users.resetPassword(username, given ?? null)
  console.log(`已重设 reset: ${username}${given ? '' : `  密码 password: ${password}`}`)
} catch (error) {
  const problem = problemOf(error)
  if (!problem) throw error
  console.error(sentence(problem, 'zh-CN'))
  process.exitCode = 1
} finally {
  await app.close()
}
