/** `npm run web-types`: writes src/web/api-types.ts from the service's own OpenAPI document. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '../src/api/openapi.ts'
import { allRoutes, type Features } from '../src/api/routes.ts'
import { type OpenApi, typesOf } from './web/types.ts'

const target = fileURLToPath(new URL('../src/web/api-types.ts', import.meta.url))
// Declaring routes asks the features for nothing.
const document = openApiDocument(allRoutes({ isHttps: false, version: '' } as Features), '') as OpenApi
writeFileSync(target, typesOf(document))
