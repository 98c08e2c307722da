/** The page of signing in. */
import type { signIn as source } from './sign-in.zh-CN.ts'

export const signIn: typeof source = {
  lead: 'Literary and historical records: received, found, edited',
  motto: ['存一方信史', '留三亲之声'],
  keep: 'Stay signed in on this computer for 14 days',
  help: 'Forgotten password? An administrator sets a new one, and makes accounts for new colleagues.',
  within: 'Runs within the house; nothing is sent elsewhere',
}
