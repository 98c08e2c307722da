/** One step on the accounts from the machine itself, and what is said of it. */
import { createWork } from '../src/app/work.ts'
import { readConfig } from '../src/config.ts'
import { problemOf } from '../src/faults.ts'
import { sentence } from '../src/http/sentences.ts'
import type { Users } from '../src/users/users.ts'

/** Prints what `step` answers. What is refused is told on standard error, and the process ends with 1. */
export async function withUsers(step: (users: Users) => Promise<string>): Promise<void> {
  const app = await createWork({ ...readConfig(), logLevel: 'error' })
  try {
    console.log(await step(app.features.users))
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    console.error(sentence(problem, 'zh-CN'))
    process.exitCode = 1
  } finally {
    await app.close()
  }
}
