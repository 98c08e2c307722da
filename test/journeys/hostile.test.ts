/** The most telling hostile inputs, at the real service (reliability.md, promises 6 and 7). */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import test, { type ExecutionContext } from 'ava'
import { type Answered, type Client, type Json, signedIn } from '../support/client.ts'
import * as bad from '../support/hostile.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const MIB = 1 << 20
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
const laughs = `<!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]>`
const cell = (text: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`
const hello = bad.pdfStream('BT /F1 12 Tf 10 100 Td (hello) Tj ET')
const chunk = (type: string, before: string) =>
  bad.png(10, 10, [bad.pngChunk(type, Buffer.concat([Buffer.from(before), deflateSync(Buffer.alloc(64 * MIB))]))])
const nested = (depth: number): Buffer =>
  depth === 0
    ? bad.zip([{ name: '最里面.txt', data: '层层包裹' }])
    : bad.zip([{ name: '套.zip', data: nested(depth - 1) }])

/**
 * What each comes to in the end: a code of a problem, of the upload or of the item; 'kept' where it is just a file.
 * `accepted` files keep their bytes whatever else is wrong with them.
 */
const files: [name: string, data: Buffer | string, codes: RegExp][] = [
  ['空.txt', '', /^file\.empty$/],
  ['五万.png', bad.png(50_000, 50_000), /^image\.too-many-pixels$/],
  ['五万.tif', bad.tiff(50_000, 50_000), /^image\.too-many-pixels$/],
  ['四十亿.tif', bad.tiff(0xffffffff, 0xffffffff), /^image\./],
  ['回环.tif', bad.tiff(10, 10, 8), /^image\.damaged$|^kept$/],
  ['多帧.gif', bad.gif(65_535, 65_535, 5000), /^image\.too-many-pixels$/],
  ['档案大.png', chunk('iCCP', 'p\0\0'), /^image\.|^kept$/],
  ['注释大.png', chunk('zTXt', 'Comment\0\0'), /^image\.|^kept$/],
  ['只有头.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), /^image\.damaged$/],
  ['无名盒', Buffer.from('\0\0\0\x18ftyp', 'latin1'), /^kept$/],
  ['图.svg', svg, /^file\.svg$/],
  ['图.png', svg, /^file\.svg$/],
  ['图.xml', `<?xml version="1.0"?><?xml-stylesheet href="x"?>${svg}`, /^file\.svg$/],
  ['注释.txt', '<!---->'.repeat(1100), /^kept$/],
  ['稿.ps', '%!PS\n(/etc/passwd) (r) file', /^kept$|^file\.unsupported$/],
  ['两用.html', Buffer.concat([bad.png(1, 1), Buffer.from('<script>alert(1)</script>')]), /^image\.|^kept$/],
  ['炸弹.zip', bad.zip([bad.zeros('零.txt', 300 * MIB)]), /^archive\.too-large$/],
  ['重叠.zip', bad.zip(Array(200).fill(bad.zeros('零', 50 * MIB)), true), /^archive\.too-large$/],
  [
    '多.zip',
    bad.zip(Array.from({ length: 65_000 }, (_, i) => ({ name: `${i}`, data: '' }))),
    /^archive\.too-many-entries$/,
  ],
  ['谎.zip', bad.zip([{ name: 'a.txt', data: 'x'.repeat(9999), size: 10 }]), /^archive\.entry$/],
  ['加密.zip', bad.zip([{ name: 'a.txt', data: 'x', flags: 1 }]), /^file\.encrypted$/],
  ['爬.zip', bad.zip([{ name: '../../../../tmp/wenshi-escape.txt', data: '往上爬' }]), /^kept$/],
  ['绝对.zip', bad.zip([{ name: '/tmp/wenshi-escape.txt', data: '绝对路径' }]), /^kept$/],
  [
    '名.zip',
    bad.zip([
      { name: 'a\0\u202egpj.exe', data: '怪名' },
      { name: '字'.repeat(85), data: '长名' },
    ]),
    /^kept$/,
  ],
  ['链.zip', bad.zip([{ name: 'link', data: '/etc/passwd', mode: 0o120777 }]), /^kept$/],
  ['套娃.zip', nested(5), /^kept$/],
  ['残.zip', nested(0).subarray(0, 40), /^archive\.damaged$/],
  ['实体.docx', bad.docx(bad.paragraph('&x;正文'), doctype), /^file\.damaged$|^kept$/],
  ['膨胀.docx', bad.docx(bad.paragraph('&j;'), laughs), /^file\.damaged$|^kept$/],
  ['原型.docx', bad.docx('<w:p w:__proto__="x"><__proto__/></w:p>'), /^kept$|^file\./],
  ['炸弹.docx', bad.zip([bad.zeros('word/document.xml', 600 * MIB)]), /^archive\.too-large$/],
  ['实体.xlsx', bad.xlsx(cell('&x;'), doctype), /^file\.damaged$|^kept$/],
  ['膨胀.xlsx', bad.xlsx(cell('&j;'), laughs), /^file\.damaged$|^kept$/],
  ['原型.xlsx', bad.xlsx(cell('好').replace('A1', '__proto__')), /^file\.damaged$|^kept$/],
  ['脚本.pdf', bad.pdfPage(hello, '/OpenAction << /S /JavaScript /JS (while(1);) >>'), /^kept$/],
  ['启动.pdf', bad.pdfPage(hello, '/OpenAction << /S /Launch /F (/bin/sh) >>'), /^kept$/],
  ['回环.pdf', bad.pdf('<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'), /^file\./],
  ['只有头.pdf', '%PDF-1.7', /^file\.damaged$/],
  ['公式.csv', "=cmd|' /C calc'!A0,@SUM(1)\n\"不闭合", /^kept$/],
  ['脚本.html', '<!DOCTYPE html><html><body onload=alert(1)><script>alert(1)</script>正文', /^kept$/],
  ['脚本.md', '[点](javascript:alert(1)) <script>alert(1)</script>', /^kept$/],
  ['空字.txt', '前\0后的文字', /^kept$|^file\.unsupported$/],
  ['坏字.txt', Buffer.from([0xff, 0xfe, 0xfd, 0x80, 0x81]), /./],
  ['长行.txt', '一里长的行'.repeat(200_000), /^kept$/],
  ['深.html', `<!DOCTYPE html>${'<div>'.repeat(50_000)}深处`, /./],
  ['深.rtf', `{\\rtf1${'{'.repeat(100_000)}`, /./],
  ['残.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4000, 3)]), /./],
  ['=HYPERLINK("x").txt', '公式作文件名', /^kept$/],
  [`${'字'.repeat(85)}.txt`, '二百五十五字节的名字', /^kept$/],
]

let service: Service
let client: Client
let authorization: string

test.before(async () => {
  service = await startService(temporary())
  client = await signedIn(service.url)
  authorization = `Bearer ${(await client.call('POST', '/api/v1/tokens', { name: 'raw' })).body.token}`
})
test.after.always(async () => {
  await service.stop()
  remove(service.storage)
})

const accession = async (): Promise<string> =>
  (await client.call('POST', '/api/v1/accessions', { title: '来稿' })).body.id
/** No failure of ours, and every refusal with its reason. */
function told(t: ExecutionContext, what: string, { status, body }: Answered): void {
  t.true(status < 500, `${what}: ${status} ${JSON.stringify(body)}`)
  if (status >= 400) t.truthy(body.code && body.detail && body.requestId, `${what} says why: ${JSON.stringify(body)}`)
}

test('hostile files: each is kept or refused with a reason, none harms the service or leaves its storage', async (t) => {
  t.timeout(280_000)
  const id = await accession()
  const codes = new Map<string, string>()
  for (const [name, data] of files) {
    const answer = await client.upload(`/api/v1/accessions/${id}/files`, [{ name, data: Buffer.from(data as string) }])
    told(t, name, answer)
    const [{ outcome, problem }] = answer.body.results
    if (outcome === 'rejected') codes.set(name, problem.code)
    t.is(typeof problem?.detail, outcome === 'rejected' ? 'string' : 'undefined')
  }
  const counts = await client.settled(id)
  t.is(counts.processing, 0)

  const listed = new Map<string, Json>()
  for (let page = 1, total = 1; listed.size < total; page++) {
    const { body } = await client.get('/api/v1/items', { accession: id, size: '200', page: String(page) })
    total = body.total
    for (const item of body.items) listed.set(item.id, item)
  }
  for (const item of listed.values()) {
    const [object] = item.objects
    const lines = [item.problem, ...item.warnings].filter(Boolean)
    for (const { code, detail } of lines) t.truthy(detail, `${object.filename}: ${code} says why`)
    if (!codes.has(object.filename)) codes.set(object.filename, item.problem?.code ?? 'kept')
    const { status, headers } = await client.bytes(`/api/v1/objects/${object.id}/content`)
    t.is(status, 200)
    t.regex(headers.get('content-disposition') ?? '', /^attachment/, 'no file of a stranger is shown by the browser')
  }
  const { items: refused } = (await client.get(`/api/v1/accessions/${id}/files`, { outcome: 'rejected', size: '200' }))
    .body
  for (const [name, , expected] of files) {
    const member = refused.find((line: Json) => line.originalPath?.startsWith(`${name}/`))
    const code = codes.get(name) === 'kept' ? (member?.problem.code ?? 'kept') : codes.get(name)
    t.regex(code ?? 'lost', expected, name)
  }
  t.false(existsSync('/tmp/wenshi-escape.txt'), 'a name in an archive is never a path')
  // `uploads` holds what comes in parts, and nothing came so.
  t.deepEqual(readdirSync(join(service.storage, 'incoming'), { recursive: true }), ['uploads'])
  t.deepEqual((await client.search('root:x:0')).total, 0, 'no entity brought a file of the machine into the archive')
  t.is((await client.search('层层包裹')).total, 0, 'an archive in an archive in an archive is not opened for ever')
  const resident = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.process.pid}/status`, 'utf8'))?.[1]
  t.true(Number(resident) < 1.5 * 2 ** 20, `${resident} KiB`)
})

const part = (disposition: string, content: string, more = '') =>
  `--XX\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n${content}\r\n`
const file = (content: string, name = 'a.txt') => part(`name="files"; filename="${name}"`, content)
const END = '--XX--\r\n'
const multipart = { 'content-type': 'multipart/form-data; boundary=XX' }

test('malformed uploads are refused with a reason, and what is odd about them does not spoil the files', async (t) => {
  const path = `/api/v1/accessions/${await accession()}/files`
  const send = (body: string, headers: Record<string, string> = multipart) => client.call('POST', path, body, headers)
  const refused: [what: string, code: string, body: string, headers?: Record<string, string>][] = [
    ['no boundary', 'request.media-type', file('x') + END, { 'content-type': 'multipart/form-data' }],
    ['JSON', 'request.media-type', '{}', { 'content-type': 'application/json' }],
    ['another boundary', 'upload.broken-off', file('x') + END, { 'content-type': 'multipart/form-data; boundary=YY' }],
    ['nothing', 'upload.broken-off', ''],
    ['only the end', 'upload.none', END],
    ['a cut body', 'upload.broken-off', file('x')],
    ['a cut header', 'upload.broken-off', '--XX\r\nContent-Disposition: form-da'],
    ['another field', 'upload.none', part('name="other"; filename="a"', 'x') + END],
    ['no field name', 'upload.none', part('filename="a"', 'x') + END],
    ['text where a file should be', 'upload.none', part('name="files"', 'x') + END],
    ['no file chosen', 'upload.none', part('name="files"; filename=""', 'x') + END],
    ['a list of four billion', 'upload.too-many', part('name="paths[4294967290]"', 'x') + file('x') + END],
    ['a value of 5 MiB', 'upload.too-many', part('name="paths"', 'x'.repeat(5 * MIB)) + file('x') + END],
    ['values of 6 MiB together', 'upload.too-many', part('name="n"', 'x'.repeat(2 * MIB)).repeat(3) + file('x') + END],
    ['too many values', 'upload.too-many', part('name="n"', 'x').repeat(20_001) + file('x') + END],
  ]
  for (const [what, code, body, headers] of refused) {
    const answer = await send(body, headers)
    told(t, what, answer)
    t.is(answer.body.code, code, what)
  }
  const odd = [
    part('name="paths"', `${'['.repeat(200_000)}`),
    part('name="paths"', `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`),
    part('name="paths"', '[1, null, {"a": []}, "../../etc/passwd"]'),
    part('name="paths[0][a]"', 'x').replace('[0][a]', '[a]'),
    part('name="paths"', 'x', 'Content-Type: text/plain; charset=x-none\r\n'),
    part('name="__proto__"', 'x') + part('name="constructor"', 'x') + part('name="toString"', 'x'),
  ]
  for (const [i, before] of odd.entries()) {
    const after = i % 2 === 0 ? before : ''
    const { status, body } = await send((i % 2 === 0 ? '' : before) + file(`怪请求${i}`) + after + END)
    t.is(status, 200, JSON.stringify(body))
    t.is(body.results[0].outcome, 'accepted')
  }
  for (const name of ["*=UTF-8''%E5%AD%97.txt", "*=x-none''abc", "*=UTF-8''%", '="a"; filename="b"', '="..\\..\\x"']) {
    const answer = await send(part(`name="files"; filename${name}`, `名字${name}`) + END)
    told(t, name, answer)
  }
  const { body } = await send(file('同一份') + file('同一份') + END)
  t.deepEqual(
    body.results.map((result: Json) => result.outcome),
    ['accepted', 'duplicate'],
  )
})

test('a connection cut anywhere in an upload: sent again, what had arrived is a duplicate with the same ids', async (t) => {
  const id = await accession()
  const body = [1, 2, 3].map((i) => file(`断线第${i}份`.repeat(i * 3000), `${i}.txt`)).join('') + END
  const head = `POST /api/v1/accessions/${id}/files HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: ${multipart['content-type']}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`
  const url = new URL(service.url)
  for (const share of [0.001, 0.3, 0.7, 0.999]) {
    const bytes = Buffer.from(body)
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(url.port), url.hostname)
      socket.on('error', () => undefined).on('close', () => resolve())
      socket.write(head)
      socket.write(bytes.subarray(0, Math.floor(bytes.length * share)), () => socket.destroy())
    })
  }
  const send = async () =>
    (await client.call('POST', `/api/v1/accessions/${id}/files`, body, multipart)).body.results as Json[]
  const first = await send()
  const second = await send()
  t.deepEqual(
    second.map(({ outcome, objectId, itemIds }) => ({ outcome, objectId, itemIds })),
    first.map(({ objectId, itemIds }) => ({ outcome: 'duplicate', objectId, itemIds })),
  )
  await client.settled(id)
  t.is((await client.get('/api/v1/items', { accession: id })).body.total, 3)
})

test('an archive that is unpacked again after a kill lists each of its members once', async (t) => {
  const storage = temporary()
  t.teardown(() => remove(storage))
  // Equal members, an empty one and a locked one: none of them is a new item, each has a line of its own.
  const members: bad.Member[] = Array.from({ length: 40 }, (_, i) => ({ name: `${i}.txt`, data: `第${i % 20}份` }))
  members.push({ name: '空.txt', data: '' }, { name: '锁.txt', data: 'x', flags: 1 })
  let running = await startService(storage)
  t.teardown(() => running.kill())
  let archivist = await signedIn(running.url)
  const { id } = (await archivist.call('POST', '/api/v1/accessions', { title: '来稿' })).body
  await archivist.upload(`/api/v1/accessions/${id}/files`, [{ name: '来稿.zip', data: bad.zip(members) }])
  for (const enough of [5, 25]) {
    for (let seen = 0; seen < enough; ) seen = (await archivist.get(`/api/v1/accessions/${id}`)).body.counts.files
    await running.kill()
    running = await startService(storage)
    archivist = await signedIn(running.url)
  }
  const { files: lines, accepted, duplicates, rejected } = await archivist.settled(id)
  t.deepEqual({ lines, accepted, duplicates, rejected }, { lines: 43, accepted: 21, duplicates: 20, rejected: 2 })
})

test('odd requests get an answer with a reason', async (t) => {
  const id = await accession()
  const text = { name: 'a.txt', data: Buffer.from('供请求的一份文字') }
  const [{ objectId, itemIds }] = (await client.upload(`/api/v1/accessions/${id}/files`, [text])).body.results
  const content = `/api/v1/objects/${objectId}/content`
  const requests: [
    method: string,
    path: string,
    status: number,
    body?: string | undefined,
    headers?: Record<string, string>,
  ][] = [
    ['POST', '/api/v1/accessions', 400, '{'],
    ['POST', '/api/v1/accessions', 400, '{"title": "x", "__proto__": {"a": 1}}'],
    ['POST', '/api/v1/accessions', 400, `{"title": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['POST', '/api/v1/accessions', 413, `{"title": "${'x'.repeat(2 * MIB)}"}`],
    ['POST', '/api/v1/accessions', 415, '<a/>', { 'content-type': 'text/xml' }],
    ['PATCH', `/api/v1/items/${itemIds[0]}`, 428, '{}'],
    ['PATCH', `/api/v1/items/${itemIds[0]}`, 412, '{"title": "x"}', { 'if-match': '"nonsense"' }],
    ['GET', content, 416, undefined, { range: 'bytes=999999-' }],
    ['GET', content, 200, undefined, { range: 'lines=1-2' }],
    ['PROPFIND', '/api/v1/items', 405],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v1/items/%00', 404],
    ['GET', '/api/v1/items/..%2f..%2fetc%2fpasswd', 404],
    ['GET', '/api/v1/items/%E0%A4%A', 404],
    ['GET', `/api/v1/items/${'x'.repeat(5000)}`, 400],
    ['GET', '/api/v1/items?page=0', 400],
    ['GET', '/api/v1/items?page=1&page=2', 400],
    ['GET', '/api/v1/items?size=1e9', 400],
    ['GET', `/api/v1/search?q=${'('.repeat(2000)}`, 400],
  ]
  for (const [method, path, status, body, headers] of requests) {
    const answer = await client.call(method, path, body, headers)
    told(t, `${method} ${path.slice(0, 60)}`, answer)
    t.is(answer.status, status, `${method} ${path.slice(0, 60)}`)
  }
  const { detail } = (await client.call('POST', '/api/v1/accessions', '{', { 'accept-language': 'en' })).body
  t.regex(detail, /not valid JSON/)
  t.is((await client.get('/healthz')).status, 200)
})
