import { z } from 'zod'
import { roles } from '../policy.ts'

const username = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}._@-]+$/u)
const password = z.string().min(1).max(1024)

export const login = z
  .strictObject({
    username: z.string().max(200),
    password: z.string().max(1024),
    keep: z
      .boolean()
      .default(false)
      .meta({ description: 'on one’s own computer: for 14 days; else until the browser is closed, or 12 idle hours' }),
  })
  .meta({ id: 'Login' })
export const newUser = z
  .strictObject({
    username,
    displayName: z.string().trim().max(200).optional(),
    password,
    roles: z.array(z.enum(roles)).min(1).max(roles.length),
  })
  .meta({ id: 'NewUser' })
export type NewUser = z.infer<typeof newUser>
export const userPatch = z
  .strictObject({
    displayName: z.string().trim().min(1).max(200).optional(),
    roles: z.array(z.enum(roles)).min(1).max(roles.length).optional(),
  })
  .meta({ id: 'UserPatch' })
export type UserPatch = z.infer<typeof userPatch>
export const suspension = z
  .strictObject({ suspended: z.boolean(), reason: z.string().trim().max(2000).optional() })
  .meta({ id: 'Suspension' })
export const passwordChange = z
  .strictObject({ password, current: z.string().max(1024).optional() })
  .meta({ id: 'PasswordChange' })
export const newToken = z
  .strictObject({ name: z.string().trim().min(1).max(200), days: z.int().min(1).max(366).default(90) })
  .meta({ id: 'NewToken' })
export const newGrant = z
  .strictObject({ purpose: z.string().trim().min(1).max(2000), expiresAt: z.iso.datetime({ offset: true }) })
  .meta({ id: 'NewGrant' })
export const newAccessRequest = z
  .strictObject({ itemId: z.uuid(), purpose: z.string().trim().min(1).max(2000) })
  .meta({ id: 'NewAccessRequest' })
export const decision = z
  .strictObject({
    decision: z.enum(['granted', 'refused']),
    reason: z.string().trim().max(2000).default('').meta({ description: 'needed where it is refused' }),
    expiresAt: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'when the right runs out, a time to come; needed where it is granted' }),
  })
  .meta({ id: 'AccessDecision' })
