/** A fault as RFC 9457 `application/problem+json`. Anything unknown is 500 without internals. */
import { Fault, type FaultCode, type FaultItem, type FaultKind, type Problem } from '../faults.ts'
import { type Language, sentence } from './sentences.ts'

const statuses: Record<FaultKind, [number, zh: string, en: string]> = {
  invalid: [400, '请求有误', 'Bad request'],
  unauthenticated: [401, '需要登录', 'Sign-in required'],
  forbidden: [403, '没有权限', 'Not allowed'],
  absent: [404, '没有找到', 'Not found'],
  conflict: [409, '与现状冲突', 'Conflict'],
  stale: [412, '版本已旧', 'Out of date'],
  'too-large': [413, '过大', 'Too large'],
  unsupported: [415, '类型不支持', 'Unsupported media type'],
  unsatisfiable: [416, '没有这一段', 'Range not satisfiable'],
  unprocessable: [422, '无法处理', 'Cannot be processed'],
  precondition: [428, '需要前提条件', 'Precondition required'],
  'too-many': [429, '过于频繁', 'Too many requests'],
  internal: [500, '服务内部错误', 'Internal error'],
  unavailable: [503, '暂不可用', 'Unavailable'],
  full: [507, '存储已满', 'Insufficient storage'],
}

/** HTTP has a number of its own for these. */
const exceptions: Partial<Record<FaultCode, [number, zh: string, en: string]>> = {
  'request.long-head': [431, '请求头过长', 'Request header fields too large'],
  'request.method': [405, '方法不允许', 'Method not allowed'],
  // tus 1.0
  'upload.checksum': [460, '校验码不符', 'Checksum mismatch'],
}

export interface ProblemDocument {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: readonly FaultItem[]
  present?: unknown
  requestId: string
}

export function problemDocument(
  error: unknown,
  language: Language,
  requestId: string,
): { document: ProblemDocument; headers: Record<string, string> } {
  const fault = error instanceof Fault ? error : new Fault('internal')
  const [status, zh, en] = exceptions[fault.code] ?? statuses[fault.kind]
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  }
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="wenshi"'
  if (status === 405) headers.allow = String(fault.details.allowed)
  if (status === 416) headers['content-range'] = `bytes */${fault.details.size}`
  if (status === 429 || status === 503) headers['retry-after'] = String(fault.details.retryAfter ?? 5)
  return {
    document: {
      type: `urn:wenshi:problem:${fault.code}`,
      title: language === 'en' ? en : zh,
      status,
      code: fault.code,
      detail: sentence(fault, language),
      ...(fault.errors.length ? { errors: fault.errors } : {}),
      ...(fault.present === undefined ? {} : { present: fault.present }),
      requestId,
    },
    headers,
  }
}

/** A problem that is part of an answer (one file of many, an item’s state). */
export const shownProblem = (problem: Problem, language: Language) => ({
  code: problem.code,
  detail: sentence(problem, language),
})
