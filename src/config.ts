/** Settings: the environment, read once, checked together, frozen. The only place that reads process.env. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'

const yes = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((value) => value === 'on' || value === 'true' || value === '1')
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: count(0, 65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: yes.default(false),
  STORAGE_DIR: z.string().min(1).default('./storage'),
  ADMIN_PASSWORD: z.string().min(12, 'ADMIN_PASSWORD needs 12 characters at least').max(1024).optional(),
  ANONYMOUS_READING: yes.default(false),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  INGEST_CONCURRENCY: count(1, 64).optional(),
  MAX_FILE_BYTES: count(1, 2 ** 50).default(4 * 2 ** 30),
  MAX_PIXELS: count(1, 2 ** 40).default(400_000_000),
  TILE_MEMORY: count(0, 2 ** 40).default(64 * 2 ** 20),
  ELASTICSEARCH_URL: z.url({ protocol: /^https?$/ }).optional(),
  ELASTICSEARCH_API_KEY: z.string().min(1).optional(),
  ELASTICSEARCH_CA_FILE: z.string().min(1).optional(),
  ELASTICSEARCH_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/)
    .default('wenshi'),
  BACKUP_DIR: z.string().min(1).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  TIME_ZONE: z
    .string()
    .refine((zone) => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
      } catch {
        return false
      }
    }, 'not a time zone')
    .default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** The names of all settings, for the README's test. */
export const settingNames: readonly string[] = Object.keys(environment.shape)

export interface Config {
  host: string
  port: number
  publicUrl: string | null
  trustProxy: boolean
  /** Absolute folder. */
  storageDir: string
  adminPassword: string | null
  anonymousReading: boolean
  role: 'all' | 'web' | 'worker'
  /** Images worked on at the same time. */
  ingestConcurrency: number
  maxFileBytes: number
  maxPixels: number
  /** Bytes of image tiles that stay in the web process's memory. */
  tileMemory: number
  elasticsearch: { url: string; apiKey: string | null; caFile: string | null; prefix: string } | null
  /** Absolute folder; null: backups are made by the script only. */
  backupDir: string | null
  metricsToken: string | null
  timeZone: string
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  version: string
}

/** Every wrong setting is named in one error. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in environment.shape && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings are wrong / 以下设置有误:\n${lines.join('\n')}`)
  }
  const e = parsed.data
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return Object.freeze({
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL ?? null,
    trustProxy: e.TRUST_PROXY,
    storageDir: resolve(e.STORAGE_DIR),
    adminPassword: e.ADMIN_PASSWORD ?? null,
    anonymousReading: e.ANONYMOUS_READING,
    role: e.ROLE,
    ingestConcurrency: e.INGEST_CONCURRENCY ?? availableParallelism() + 1,
    maxFileBytes: e.MAX_FILE_BYTES,
    maxPixels: e.MAX_PIXELS,
    tileMemory: e.TILE_MEMORY,
    elasticsearch: e.ELASTICSEARCH_URL
      ? {
          url: e.ELASTICSEARCH_URL,
          apiKey: e.ELASTICSEARCH_API_KEY ?? null,
          caFile: e.ELASTICSEARCH_CA_FILE ?? null,
          prefix: e.ELASTICSEARCH_PREFIX,
        }
      : null,
    backupDir: e.BACKUP_DIR ? resolve(e.BACKUP_DIR) : null,
    metricsToken: e.METRICS_TOKEN ?? null,
    timeZone: e.TIME_ZONE,
    logLevel: e.LOG_LEVEL,
    version,
  })
}
