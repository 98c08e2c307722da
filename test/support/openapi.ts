/** The document the service serves, held against what it really answers. */
import { z } from 'zod'
import type { Answered, Client, Json } from './client.ts'

export interface Contract {
  document: Json
  /** What is wrong with an answer, by the document alone; empty when nothing is. */
  complaints(method: string, path: string, answer: Answered): string[]
  /** `method path status` of every answer that was looked at. */
  seen: Set<string>
}

/** Reads the document with a JSON Schema reader, not with the schemas it was made of. */
export async function contractOf(client: Client): Promise<Contract> {
  const { body: document } = await client.get('/api/v1/openapi.json')
  const read = JSON.parse(JSON.stringify(document).replaceAll('#/components/schemas/', '#/$defs/'))
  const schemas = new Map<string, z.ZodType>()
  const schemaOf = (schema: Json): z.ZodType => {
    const key = JSON.stringify(schema)
    const known = schemas.get(key) ?? z.fromJSONSchema({ ...schema, $defs: read.components.schemas })
    schemas.set(key, known)
    return known
  }
  const templates = Object.keys(read.paths)
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }))
  const seen = new Set<string>()
  return {
    document,
    seen,
    complaints(method, address, answer) {
      const [bare = ''] = address.split('?')
      const path = templates.find(({ pattern }) => pattern.test(bare))?.path
      const operation = path && read.paths[path][method.toLowerCase()]
      if (!operation) return [`${method} ${bare} is not in the document`]
      const status = String(answer.status)
      const [type = ''] = (answer.headers.get('content-type') ?? '').split(';')
      seen.add(`${method.toLowerCase()} ${path} ${status}`)
      const declared = operation.responses[status] ?? (answer.status >= 400 ? operation.responses.default : undefined)
      if (!declared) return [`${method} ${path} answers ${status}, which is not in the document`]
      const { schema } = declared.content?.[type] ?? {}
      if (!schema) return declared.content ? [`${method} ${path} ${status} is ${type || 'nothing'}`] : []
      const found = schemaOf(schema).safeParse(answer.body)
      return (found.error?.issues ?? []).map(
        (issue) => `${method} ${path} ${status}: /${issue.path.join('/')} ${issue.message}`,
      )
    },
  }
}

/** A client whose every call is held against the document. */
export function underContract(client: Client, contract: Contract, complaints: string[]): Client {
  const call: Client['call'] = async (method, path, body, headers) => {
    const answer = await client.call(method, path, body, headers)
    complaints.push(...contract.complaints(method, path, answer))
    return answer
  }
  return {
    ...client,
    call,
    get: (path, query) => call('GET', query ? `${path}?${new URLSearchParams(query)}` : path),
    async upload(path, files, fields) {
      const answer = await client.upload(path, files, fields)
      complaints.push(...contract.complaints('POST', path, answer))
      return answer
    },
  }
}
