/** /healthz, /readyz, /metrics. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { Fault } from '../faults.ts'
import type { Route } from '../http/route.ts'
import type { Observed } from '../http/server.ts'
import type { Actor } from '../policy.ts'
import { declare } from './answers.ts'

export interface Metrics {
  observed(request: Observed): void
  render(): Promise<string>
}

export function createMetrics(depth: () => Promise<{ kind: string; state: string; count: number }[]>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'wenshi_' })
  const durations = new Histogram({
    name: 'wenshi_http_request_duration_seconds',
    help: 'HTTP requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'wenshi_jobs',
    help: 'jobs by kind and state',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const { kind, state, count } of await depth()) this.set({ kind, state }, count)
    },
  })
  return {
    observed: ({ method, path, status, milliseconds }) =>
      durations.observe({ method, route: path, status }, milliseconds / 1000),
    render: () => registry.metrics(),
  }
}

const readiness = z.object({
  status: z.enum(['ok', 'failed']),
  parts: z.record(z.string(), z.object({ status: z.enum(['ok', 'failed']), reason: z.string().optional() })),
})
const isLoopback = (address: string) => /^(?:127\.|::1$|::ffff:127\.)/.test(address)
const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

/** `parts`: each says what is wrong, or null. */
export const healthRoutes = (
  parts: Record<string, () => Promise<string | null>>,
  metrics: Metrics,
  metricsToken: string | null,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/healthz',
    summary: '进程在运行',
    tag: 'health',
    isPublic: true,
    answers: { 200: { description: 'alive', schema: z.object({ status: z.literal('ok') }) } },
    handle: async () => ({ status: 200, body: { status: 'ok' } }),
  }),
  declare({
    method: 'get',
    path: '/readyz',
    summary: '各部分是否就绪',
    tag: 'health',
    isPublic: true,
    answers: {
      200: { description: 'all parts', schema: readiness },
      503: { description: 'a part is not ready', schema: readiness },
    },
    async handle() {
      const looked = await Promise.all(
        Object.entries(parts).map(async ([name, look]) => [name, await look().catch(() => 'failed')] as const),
      )
      const isReady = looked.every(([, wrong]) => wrong === null)
      const shown = Object.fromEntries(
        looked.map(([name, wrong]) => [name, wrong === null ? { status: 'ok' } : { status: 'failed', reason: wrong }]),
      )
      return {
        status: isReady ? 200 : 503,
        body: { status: isReady ? 'ok' : 'failed', parts: shown },
        headers: { 'cache-control': 'no-store' },
      }
    },
  }),
  declare({
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus 指标（本机，或凭 METRICS_TOKEN）',
    tag: 'health',
    isPublic: true,
    raw: true,
    answers: { 200: { description: 'metrics', mediaType: 'text/plain' } },
    async handle({ request }) {
      const given = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
      const isLocal = isLoopback(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
      if (!isLocal && !(metricsToken !== null && isSame(given, metricsToken))) throw new Fault('login.required')
      return {
        status: 200,
        text: await metrics.render(),
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      }
    },
  }),
]
