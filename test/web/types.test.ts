import test from 'ava'
import { typeOf, typesOf } from '../../scripts/web/types.ts'

test('schemas become the types they mean', (t) => {
  t.is(typeOf({ type: ['string', 'null'] }), 'string | null')
  t.is(typeOf({ type: 'array', items: { enum: ['a', 'b'] } }), '("a" | "b")[]')
  t.is(typeOf({ type: 'array', prefixItems: [{ type: 'integer' }, { type: 'number' }] }), '[number, number]')
  t.is(
    typeOf({ type: 'object', properties: { a: { type: 'string' }, 'b-c': {} }, required: ['a'] }),
    "{ a: string; 'b-c'?: unknown }",
  )
  t.is(typeOf({ type: 'object', additionalProperties: { $ref: '#/components/schemas/Item' } }), 'Record<string, Item>')
})

test('a call has what it takes and what it answers; what takes nothing says so', (t) => {
  const made = typesOf({
    paths: {
      '/api/v1/items/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
            204: {},
            default: {},
          },
        },
      },
      '/healthz': { get: { responses: {} } },
    },
    components: { schemas: { Item: { type: 'object', properties: {} } } },
  })
  t.true(
    made.includes(
      "'get /items/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Item | undefined }",
    ),
  )
  t.false(made.includes('healthz'))
})
