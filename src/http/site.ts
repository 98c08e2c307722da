/** The browser client: files built beforehand, their names fixed at start, so that no address reaches beyond them. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import type { Answer } from './route.ts'

export interface Site {
  /** The file of this address, or the page of the client; null where neither is meant. */
  answer(path: string, headers: IncomingHttpHeaders): Promise<Answer | null>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
}
/** Addresses of the service itself: an unknown one below these is a 404 and not the client. */
const service = /^\/(?:api|iiif|oai|healthz|readyz|metrics)(?:\/|$)/
const missing = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>文史</title>
<p>网页尚未生成，请在服务器上运行 npm run build。资料和接口不受影响。</p><p lang="en">The client is not built yet: run npm run build on the server.</p></html>`

/** `folder`: what scripts/build.ts made. */
export function createSite(folder: string): Site {
  const names = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && extname(entry.name) in types && entry.name !== 'build.json')
        .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    : []
  const known = new Set(names)
  const page = known.has('/index.html') ? readFileSync(join(folder, 'index.html')) : null
  const pageTag = page && `"${createHash('sha256').update(page).digest('hex').slice(0, 32)}"`

  async function file(name: string, headers: IncomingHttpHeaders): Promise<Answer> {
    const accepts = String(headers['accept-encoding'] ?? '')
    const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : null
    const ending = encoding && { br: '.br', gzip: '.gz' }[encoding]
    const packed = ending ? await readFile(join(folder, `${name}${ending}`)).catch(() => null) : null
    return {
      status: 200,
      buffer: packed ?? (await readFile(join(folder, name))),
      headers: {
        'content-type': types[extname(name)]!,
        vary: 'accept-encoding',
        // Names under assets/ carry the hash of what is in them.
        'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(packed ? { 'content-encoding': encoding! } : {}),
      },
    }
  }

  return {
    async answer(path, headers) {
      if (known.has(path) && path !== '/index.html') return file(path, headers)
      if (service.test(path) || !String(headers.accept ?? '').includes('text/html')) return null
      if (!page)
        return { status: 503, text: missing, headers: { 'content-type': types['.html']!, 'retry-after': '30' } }
      const own = { etag: pageTag!, 'cache-control': 'no-cache' }
      if (headers['if-none-match'] === pageTag) return { status: 304, headers: own }
      const found = await file('/index.html', headers)
      return { ...found, headers: { ...found.headers, ...own } }
    },
  }
}
