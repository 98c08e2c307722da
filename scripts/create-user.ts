/** `npm run create-user -- <name> <role,role> [password]`: an account from the machine itself; without a password one is made and shown once. */
import { randomBytes } from 'node:crypto'
import { createWork } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { problemOf } from '../src/faults.ts'
import { sentence } from '../src/http/sentences.ts'
import { type Role, roles, system } from '../src/policy.ts'

const [username, wanted, given] = process.argv.slice(2)
const asked = (wanted ?? '').split(',').filter(Boolean) as Role[]
if (!username || asked.length === 0 || asked.some((role) => !roles.includes(role))) {
  console.error(`用法 usage: npm run create-user -- <用户名 name> <角色 roles: ${roles.join(',')}> [密码 password]`)
  process.exit(2)
}
const app = await createWork({ ...readConfig(), logLevel: 'error' })
const password = given ?? randomBytes(12).toString('base64url')
try {
  await app.features.users.create(system, { username, password, roles: asked })
  console.log(`已建 created: ${username} (${asked.join(', ')})${given ? '' : `  密码 password: ${password}`}`)
} catch (error) {
  const problem = problemOf(error)
  if (!problem) throw error
  console.error(sentence(problem, 'zh-CN'))
  process.exitCode = 1
} finally {
  await app.close()
}
