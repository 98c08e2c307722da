import pino from 'pino'
import type { Log } from '../../ports/log.ts'

/** JSON lines on standard error; secrets are left out by name. */
export const createLog = (level: string, name: string): Log =>
  pino(
    {
      level,
      name,
      base: { name, pid: process.pid },
      redact: { paths: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token'], censor: '***' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ fd: 2, sync: true }),
  )
