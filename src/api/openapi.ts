/** OpenAPI 3.1 from the declarations of the routes, and its page without any outside request. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { Fault } from '../faults.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { declare, problemSchema } from './answers.ts'

const multipart = {
  'multipart/form-data': {
    schema: z.object({ files: z.array(z.string().meta({ format: 'binary' })), paths: z.array(z.string()).optional() }),
  },
}

const rawBody = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }]))

const csrfHeader = z.object({
  'x-csrf-token': z.string().optional().meta({ description: 'required beside a session cookie: from GET /session' }),
})

export function openApiDocument(routes: readonly Route<Actor>[], version: string): object {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    const responses: Record<string, unknown> = {
      default: {
        description: 'a problem (RFC 9457)',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    }
    for (const [status, { description, schema, mediaType = 'application/json' }] of Object.entries(route.answers)) {
      const types = typeof mediaType === 'string' ? [mediaType] : mediaType
      const isNothing = !schema && mediaType === 'application/json'
      const content = Object.fromEntries(types.map((type) => [type, { schema: schema ?? z.string() }]))
      responses[status] = { description, ...(isNothing ? {} : { content }) }
    }
    const csrf = !route.isPublic && route.method !== 'get' && route.method !== 'options' ? csrfHeader : undefined
    const headers = csrf && route.headers ? route.headers.extend(csrf.shape) : (route.headers ?? csrf)
    const raw = route.takes ? rawBody(route.takes) : route.raw && route.method === 'post' && multipart
    const body = raw || (route.body ? { 'application/json': { schema: route.body } } : undefined)
    paths[path] = {
      ...paths[path],
      [route.method]: {
        summary: route.summary,
        tags: [route.tag],
        requestParams: {
          ...(route.params ? { path: route.params } : {}),
          ...(route.query ? { query: route.query } : {}),
          ...(headers ? { header: headers } : {}),
        },
        ...(route.isPublic ? { security: [] } : {}),
        ...(body ? { requestBody: { content: body } } : {}),
        responses,
      },
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Wenshi 文史', version, description: '文史资料档案：收、存、读、检、编。' },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'wenshi_session' },
      },
    },
    security: [{ bearer: [] }, { session: [] }],
    paths: paths as ZodOpenApiPathsObject,
  })
}

const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Wenshi 文史 · 接口文档</title>
<link rel="stylesheet" href="/api/v1/docs/swagger-ui.css"></head><body><div id="swagger-ui"></div>
<script src="/api/v1/docs/swagger-ui-bundle.js"></script><script src="/api/v1/docs/start.js"></script></body></html>`
const start =
  "SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })\n"
const assets: Record<string, string> = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }

export const docsRoutes = (document: () => object): Route<Actor>[] => {
  const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
  return [
    declare({
      method: 'get',
      path: '/api/v1/openapi.json',
      summary: 'OpenAPI 3.1 文档',
      tag: 'docs',
      isPublic: true,
      answers: { 200: { description: 'the document', schema: z.looseObject({ openapi: z.string() }) } },
      handle: async () => ok(document()),
    }),
    declare({
      method: 'get',
      path: '/api/v1/docs',
      summary: '接口文档页面',
      tag: 'docs',
      isPublic: true,
      answers: { 200: { description: 'Swagger UI', mediaType: 'text/html' } },
      handle: async () => ({ status: 200, text: page, headers: { 'content-type': 'text/html; charset=utf-8' } }),
    }),
    declare({
      method: 'get',
      path: '/api/v1/docs/:asset',
      summary: '接口文档页面的部件',
      tag: 'docs',
      isPublic: true,
      params: z.object({ asset: z.string() }),
      answers: { 200: { description: 'a part of the page', mediaType: 'text/javascript' } },
      async handle({ params: { asset } }) {
        if (asset === 'start.js')
          return { status: 200, text: start, headers: { 'content-type': 'text/javascript; charset=utf-8' } }
        const type = assets[asset]
        if (!type) throw new Fault('request.not-found')
        return {
          status: 200,
          buffer: await readFile(join(folder, asset)),
          headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=86400' },
        }
      },
    }),
  ]
}
