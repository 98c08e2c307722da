import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import test from 'ava'
import { createSite } from '../../src/http/site.ts'

const folder = mkdtempSync(join(tmpdir(), 'wenshi-site-'))
test.after.always(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<p>文史')
writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'let 渡口')
writeFileSync(join(folder, 'assets', 'main-1a2b.js.br'), brotliCompressSync('let 渡口'))
writeFileSync(join(folder, 'build.json'), '{}')
const site = createSite(folder)
const page = { accept: 'text/html,*/*' }

test('files are answered packed where the browser unpacks them, and kept for ever', async (t) => {
  const packed = await site.answer('/assets/main-1a2b.js', { 'accept-encoding': 'gzip, br' })
  t.is(brotliDecompressSync(packed!.buffer!).toString(), 'let 渡口')
  t.like(packed!.headers, {
    'content-encoding': 'br',
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  const plain = await site.answer('/assets/main-1a2b.js', {})
  t.is(plain!.buffer!.toString(), 'let 渡口')
})

test('every place of the client is its page, asked for again each time and known by its tag', async (t) => {
  const first = await site.answer('/items/abc', page)
  t.is(first!.buffer!.toString(), '<p>文史')
  t.is(first!.headers!['cache-control'], 'no-cache')
  t.is((await site.answer('/', { ...page, 'if-none-match': first!.headers!.etag }))!.status, 304)
})

test('what is of the service, what is no page, and what lies beyond the folder is not answered', async (t) => {
  for (const path of ['/api/v1/nothing', '/iiif/image/3/x', '/healthz/x']) t.is(await site.answer(path, page), null)
  t.is(await site.answer('/assets/gone.js', { accept: '*/*' }), null)
  for (const path of ['/build.json', '/../package.json', '/assets/../../package.json', '/%2e%2e/package.json'])
    t.is(await site.answer(path, {}), null)
})

test('where nothing is built, a page says what to do', async (t) => {
  const empty = createSite(join(folder, 'nowhere'))
  const answer = await empty.answer('/search', page)
  t.is(answer!.status, 503)
  t.true(answer!.text!.includes('npm run build'))
})
