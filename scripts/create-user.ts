/** `npm run create-user -- <name> <role,role> [password]`: an account from the machine itself; without a password one is made and shown once. */
import { randomBytes } from 'node:crypto'
import { type Role, roles, system } from '../src/policy.ts'
import { withUsers } from './account.ts'

const [username, wanted, given] = process.argv.slice(2)
const asked = (wanted ?? '').split(',').filter(Boolean) as Role[]
if (!username || asked.length === 0 || asked.some((role) => !roles.includes(role))) {
  console.error(`用法 usage: npm run create-user -- <用户名 name> <角色 roles: ${roles.join(',')}> [密码 password]`)
  process.exit(2)
}
const password = given ?? randomBytes(12).toString('base64url')
await withUsers(async (users) => {
  await users.create(system, { username, password, roles: asked })
  return `已建 created: ${username} (${asked.join(', ')})${given ? '' : `  密码 password: ${password}`}`
})
