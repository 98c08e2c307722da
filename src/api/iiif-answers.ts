/** What answers under /iiif have in common. */
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { isNotModified } from '../http/range.ts'
import type { Answer } from '../http/route.ts'

export const LD_JSON = 'application/ld+json'
export const conditional = z.object({ 'if-none-match': z.string().optional() })

/** For any page of the web to read: it sends no credentials of ours along, so what it gets is what anybody gets. */
export const shared = ({ tag, isPublic }: { tag: string; isPublic: boolean }) => ({
  etag: `"${tag}"`,
  'cache-control': isPublic ? 'public, no-cache' : 'private, no-cache',
  'access-control-allow-origin': '*',
  ...(isPublic ? { 'cross-origin-resource-policy': 'cross-origin' } : {}),
})

/** As JSON-LD for who asks for that (Image API 3.0 §5.1, Presentation API 3.0 §6.2). `body` is made only where it is not known already. */
export function linked(
  { headers: asked }: IncomingMessage,
  context: string,
  headers: ReturnType<typeof shared>,
  body: () => object,
): Answer {
  if (isNotModified(asked['if-none-match'], headers.etag)) return { status: 304, headers }
  const type = asked.accept?.includes(LD_JSON) ? { 'content-type': `${LD_JSON};profile="${context}"` } : {}
  return { status: 200, body: body(), headers: { ...headers, vary: 'accept', ...type } }
}
