/** /session, /users, /tokens, grants and access requests. */
import { z } from 'zod'
import { created, noContent, ok, type Route } from '../http/route.ts'
import { SESSION_COOKIE } from '../http/server.ts'
import { type Actor, roles } from '../policy.ts'
import type { Settings } from '../settings/settings.ts'
import type { Grants } from '../users/grants.ts'
import {
  decision,
  login,
  newAccessRequest,
  newGrant,
  newToken,
  newUser,
  passwordChange,
  suspension,
  userPatch,
} from '../users/input.ts'
import { KEPT_DAYS, type Users } from '../users/users.ts'
import { declare, idParam, listOf, paged, paging } from './answers.ts'

const userSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    displayName: z.string(),
    roles: z.array(z.enum(roles)),
    suspended: z.boolean(),
    createdAt: z.string(),
    isPasswordPrinted: z.boolean().meta({ description: 'still the password that the service made and printed' }),
  })
  .meta({ id: 'User' })
const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    usedAt: z.string().nullable(),
  })
  .meta({ id: 'Token' })
const accessRequest = z
  .object({
    id: z.string(),
    itemId: z.string(),
    userId: z.string(),
    purpose: z.string(),
    requestedAt: z.string(),
    decision: z.enum(['granted', 'refused']).nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    reason: z.string().nullable(),
    expiresAt: z.string().nullable().meta({ description: 'when the right runs out' }),
  })
  .meta({ id: 'AccessRequest' })
const askedSchema = accessRequest.extend({
  userName: z.string(),
  title: z.string().meta({ description: "of the item; '' where the caller may not read it" }),
  heldUntil: z.string().nullable().meta({ description: 'the right holds until then; null: there is none, or no more' }),
})
const grantSchema = z
  .object({
    itemId: z.string(),
    userId: z.string(),
    purpose: z.string(),
    expiresAt: z.string(),
    grantedBy: z.string(),
    grantedAt: z.string(),
  })
  .meta({ id: 'Grant' })
const sessionSchema = z.object({
  user: userSchema,
  csrfToken: z.string().nullable(),
  officeName: z.string().meta({ description: "the house's name, '' where it is not set" }),
})
const grantParams = z.object({ id: z.string().max(100), userId: z.string().max(100) })

export const sessionRoutes = (
  users: Users,
  settings: Pick<Settings, 'officeName'>,
  isHttps: boolean,
): Route<Actor>[] => {
  const cookie = (value: string, age: string) =>
    `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}${age}`
  return [
    declare({
      method: 'get',
      path: '/api/v1/office',
      summary: '单位名称，写在登录页上',
      tag: 'session',
      isPublic: true,
      answers: { 200: { description: "'' where it is not set", schema: z.object({ name: z.string() }) } },
      handle: async () => ok({ name: await settings.officeName() }),
    }),
    declare({
      method: 'post',
      path: '/api/v1/session',
      summary: '登录',
      tag: 'session',
      isPublic: true,
      body: login,
      answers: { 200: { description: 'signed in; a cookie is set', schema: sessionSchema } },
      async handle({ body, address }) {
        const { user, csrfToken, secret } = await users.signIn(body.username, body.password, address, body.keep)
        return ok(
          { user, csrfToken, officeName: await settings.officeName() },
          {
            'set-cookie': cookie(secret, body.keep ? `; Max-Age=${KEPT_DAYS * 86_400}` : ''),
            'cache-control': 'no-store',
          },
        )
      },
    }),
    declare({
      method: 'get',
      path: '/api/v1/session',
      summary: '当前会话',
      tag: 'session',
      answers: { 200: { description: 'who is signed in', schema: sessionSchema } },
      handle: async ({ actor, cookie: secret }) =>
        ok(
          { ...(await users.session(actor, secret)), officeName: await settings.officeName() },
          { 'cache-control': 'no-store' },
        ),
    }),
    declare({
      method: 'delete',
      path: '/api/v1/session',
      summary: '退出（all=true：所有设备）',
      tag: 'session',
      query: z.object({ all: z.enum(['true', 'false']).default('false') }),
      answers: { 204: { description: 'signed out' } },
      async handle({ actor, cookie: secret, query }) {
        await users.signOut(actor, secret, query.all === 'true')
        return { ...noContent, headers: { 'set-cookie': cookie('', '; Max-Age=0') } }
      },
    }),
  ]
}

export const userRoutes = (users: Users, grants: Grants): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/users',
    summary: '用户',
    tag: 'users',
    query: z.object(paging),
    answers: { 200: { description: 'users', schema: listOf(userSchema) } },
    handle: async ({ actor, query }) => paged(await users.list(actor, query), query),
  }),
  declare({
    method: 'post',
    path: '/api/v1/users',
    summary: '新建用户',
    tag: 'users',
    body: newUser,
    answers: { 201: { description: 'the user', schema: userSchema } },
    handle: async ({ actor, body }) => created(await users.create(actor, body)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/users/:id',
    summary: '改显示名或角色',
    tag: 'users',
    params: idParam,
    body: userPatch,
    answers: { 200: { description: 'the user', schema: userSchema } },
    handle: async ({ actor, params, body }) => ok(await users.change(actor, params.id, body)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/users/:id/suspension',
    summary: '停用或恢复账号',
    tag: 'users',
    params: idParam,
    body: suspension,
    answers: { 200: { description: 'the user', schema: userSchema } },
    handle: async ({ actor, params, body }) =>
      ok(await users.suspend(actor, params.id, body.suspended, body.reason ?? '')),
  }),
  declare({
    method: 'post',
    path: '/api/v1/users/:id/password',
    summary: '改密码',
    tag: 'users',
    params: idParam,
    body: passwordChange,
    answers: { 204: { description: 'changed; other sessions ended' } },
    async handle({ actor, params, body, cookie }) {
      await users.setPassword(actor, params.id, body.password, body.current, cookie)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/tokens',
    summary: '自己的 API 令牌',
    tag: 'tokens',
    query: z.object(paging),
    answers: { 200: { description: 'tokens without their secret', schema: listOf(tokenSchema) } },
    handle: async ({ actor, query }) => paged(await users.tokens(actor, query), query),
  }),
  declare({
    method: 'post',
    path: '/api/v1/tokens',
    summary: '新建令牌（只显示这一次）',
    tag: 'tokens',
    body: newToken,
    answers: { 201: { description: 'the token', schema: tokenSchema.extend({ token: z.string() }) } },
    handle: async ({ actor, body }) =>
      created(await users.createToken(actor, body.name, body.days), { 'cache-control': 'no-store' }),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/tokens/:id',
    summary: '作废令牌',
    tag: 'tokens',
    params: idParam,
    answers: { 204: { description: 'gone' } },
    async handle({ actor, params }) {
      await users.deleteToken(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/grants',
    summary: '此件的利用授权',
    tag: 'grants',
    params: idParam,
    query: z.object(paging),
    answers: { 200: { description: 'grants', schema: listOf(grantSchema) } },
    handle: async ({ actor, params, query }) => paged(await grants.ofItem(actor, params.id, query), query),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/grants/:userId',
    summary: '授权某人利用此件，到期自动失效',
    tag: 'grants',
    params: grantParams,
    body: newGrant,
    answers: { 204: { description: 'granted' } },
    async handle({ actor, params, body }) {
      await grants.put(actor, params.id, params.userId, body)
      return noContent
    },
  }),
  declare({
    method: 'delete',
    path: '/api/v1/items/:id/grants/:userId',
    summary: '收回授权',
    tag: 'grants',
    params: grantParams,
    answers: { 204: { description: 'revoked' } },
    async handle({ actor, params }) {
      await grants.delete(actor, params.id, params.userId)
      return noContent
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/access-requests',
    summary: '申请利用一件',
    tag: 'grants',
    body: newAccessRequest,
    answers: { 201: { description: 'the request', schema: accessRequest } },
    handle: async ({ actor, body }) => created(await grants.request(actor, body)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/access-requests',
    summary: '利用申请（自己的；档案员可见全部）',
    tag: 'grants',
    query: z.object({
      ...paging,
      state: z
        .enum(['open', 'held'])
        .optional()
        .meta({ description: 'open: undecided, the oldest first; held: the right holds, the first to run out first' }),
    }),
    answers: {
      200: { description: 'requests, newest first', schema: listOf(askedSchema) },
    },
    handle: async ({ actor, query }) => paged(await grants.requests(actor, query), query),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/access-requests/:id',
    summary: '撤回自己未审批的申请',
    tag: 'grants',
    params: idParam,
    answers: { 204: { description: 'taken back' } },
    async handle({ actor, params }) {
      await grants.takeBack(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/access-requests/:id/decision',
    summary: '批准或不批准',
    tag: 'grants',
    params: idParam,
    body: decision,
    answers: { 200: { description: 'the decided request', schema: accessRequest } },
    handle: async ({ actor, params, body }) => ok(await grants.decide(actor, params.id, body)),
  }),
]
