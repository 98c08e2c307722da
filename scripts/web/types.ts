/** TypeScript from the OpenAPI document: one type per named schema, one entry per call. Own, because openapi-typescript 7 needs TypeScript 5. */

interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema | false
  prefixItems?: Schema[]
}
interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema?: Schema
}
interface Operation {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

const field = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`)
const union = (types: readonly string[]) => [...new Set(types)].join(' | ')
const grouped = (type: string) => (type.includes(' | ') || type.includes(' & ') ? `(${type})` : type)

/** A schema as a TypeScript type. What says nothing is `unknown`. */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'unknown'
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  const either = schema.anyOf ?? schema.oneOf
  if (either) return union(either.map(typeOf))
  if (schema.allOf) return schema.allOf.map((part) => grouped(typeOf(part))).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })))
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`
      return `${grouped(typeOf(schema.items || undefined))}[]`
    case 'object': {
      const { properties = {}, required = [], additionalProperties } = schema
      const entries = Object.entries(properties)
      const extra = typeof additionalProperties === 'object' ? `Record<string, ${typeOf(additionalProperties)}>` : null
      if (entries.length === 0) return extra ?? 'Record<string, unknown>'
      const known = `{ ${entries
        .map(([name, value]) => `${field(name)}${required.includes(name) ? '' : '?'}: ${typeOf(value)}`)
        .join('; ')} }`
      return extra ? `${known} & ${extra}` : known
    }
    default:
      return 'unknown'
  }
}

function parametersOf({ parameters = [] }: Operation, place: Parameter['in']): string {
  const here = parameters.filter((one) => one.in === place)
  if (here.length === 0) return 'undefined'
  return typeOf({
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema ?? {}])),
    required: here.filter((one) => one.required).map(({ name }) => name),
  })
}
const json = (content: Record<string, { schema?: Schema }> | undefined) => content?.['application/json']?.schema

function callOf(operation: Operation): string {
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => (content ? (json(content) ? typeOf(json(content)) : 'string') : 'undefined'))
  const parts = {
    path: parametersOf(operation, 'path'),
    query: parametersOf(operation, 'query'),
    body: operation.requestBody ? typeOf(json(operation.requestBody.content)) : 'undefined',
    answer: union(answers) || 'undefined',
  }
  return `{ ${Object.entries(parts)
    .map(([name, type]) => `${name}: ${type}`)
    .join('; ')} }`
}

/** The whole file, in the order of the document. Calls are named `get /items/{id}`, without /api/v1. */
export function typesOf({ paths, components }: OpenApi): string {
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)}`,
  )
  const calls = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, operation]) => `  '${method} ${path.slice('/api/v1'.length)}': ${callOf(operation)}`,
      ),
    )
  return `/** Written by \`npm run web-types\` from the OpenAPI document: not by hand. */\n${schemas.join('\n')}\n\nexport interface Calls {\n${calls.join('\n')}\n}\n`
}
