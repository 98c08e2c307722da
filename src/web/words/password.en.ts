/** One's own password. */
import type { password as source } from './password.zh-CN.ts'

export const password: typeof source = {
  title: 'Change the password',
  present: 'Present password',
  printed: 'The password printed at the first start',
  next: 'New password',
  nextWhy: '12 characters at least; no name, no common phrase.',
  again: 'The new password again',
  differs: 'The two differ',
  tooShort: '12 characters at least',
  needed: 'Required',
  save: 'Save the new password',
  saved: 'The password is changed. Sessions on other devices have ended.',
}
