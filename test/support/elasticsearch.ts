/** The real Elasticsearch of a test run. */
import { randomBytes } from 'node:crypto'

/** Where it is, or null where there is none: then its tests are left out, aloud. With CI=true its absence is an error. */
export function elasticsearchUrl(): string | null {
  const url = process.env.WENSHI_TEST_ELASTICSEARCH_URL
  if (url) return url
  if (process.env.CI === 'true') throw new Error('CI needs an Elasticsearch: WENSHI_TEST_ELASTICSEARCH_URL is not set')
  console.log(
    'Elasticsearch: NOT TESTED. Run `npm test`, which starts one (Docker; or Java 21, Maven and unzip), or set WENSHI_TEST_ELASTICSEARCH_URL.',
  )
  return null
}

export const randomPrefix = (): string => `test-${randomBytes(6).toString('hex')}`

/** The names of all indices that begin so. */
export async function indicesOf(url: string, prefix: string): Promise<string[]> {
  return Object.keys((await (await fetch(`${url}/${prefix}-*`)).json()) as object)
}

export async function removeIndices(url: string, prefix: string): Promise<void> {
  for (const index of await indicesOf(url, prefix)) await fetch(`${url}/${index}`, { method: 'DELETE' })
}
