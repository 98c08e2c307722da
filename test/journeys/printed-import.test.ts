/** 导入旧刊: a volume that was printed before becomes items that are found, cited and known again by their printed pages. */
import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import { scannedPdf } from '../../scripts/sample/files.ts'
import type { Json } from '../support/client.ts'
import { served } from '../support/client.ts'
import { essay } from '../support/essay.ts'
import { FIRST_PAGE, picture, pieces, printedFiles, printedPages } from '../support/printed-volume.ts'

const { admin, archivist, editor, researcher } = await served(test, { roles: ['archivist', 'editor', 'researcher'] })
const imports = '/api/v1/printed-imports'
let accessionId = ''
let found: Json
const tag = (one: Json) => ({ 'if-match': `"${one.revision}"` })
const whole = printedPages.map((page) => (page.endsWith('\n') ? page : `${page}\n`)).join('')
const partOf = (title: string): Json => found.parts.find((one: Json) => one.title === title)
async function ended(job: Json): Promise<Json> {
  for (;;) {
    const { body } = await archivist.get(`/api/v1/jobs/${job.id}`)
    if (!['waiting', 'running'].includes(body.state)) return body
    await rest(50)
  }
}

test.before(async () => {
  const accession = await archivist.call('POST', '/api/v1/accessions', { title: '旧刊扫描' })
  accessionId = accession.body.id
  await archivist.upload(`/api/v1/accessions/${accessionId}/files`, await printedFiles('第5辑'))
  await archivist.settled(accessionId)
})

test.serial('the contents are found among the pages, each piece on its page, also in the middle of one', async (t) => {
  const made = await archivist.call('POST', imports, {
    accessionId,
    path: '第5辑',
    seriesTitle: '云川文史资料',
    number: 5,
  })
  t.is(made.status, 201)
  found = made.body
  t.deepEqual(found.source.contentsPages, [1])
  t.deepEqual(found.source.doubts, [])
  t.is(found.source.pages.length, printedPages.length)
  t.deepEqual(
    found.source.pages.map((one: Json) => one.label),
    printedPages.map((text, i) => (text.includes('— ') ? String(i - FIRST_PAGE + 1) : '')),
  )
  t.true(found.source.pages.every((one: Json) => one.picture))
  t.deepEqual(found.doubtful, [])
  for (const { title, byline, page, isAtHead } of pieces) {
    const part = partOf(title)
    t.like(part, { byline, from: String(page), kind: 'piece' }, title)
    t.is(part.pages.first, page + FIRST_PAGE - 1)
    t.is(found.entries[part.entry].place.offset === 0, isAtHead, title)
  }
  t.is(partOf('渡口旧事').column, '抗战史料')
  t.is(partOf('米业公会始末').column, '工商史话')
  t.is(partOf('渡口旧事').firstLine, '渡 口 旧 事')
  t.is(found.parts[0].kind, 'front')
  t.is(found.source.imprintPage, printedPages.length - 1)
  t.is((await archivist.get(`${imports}/${found.id}/folders`)).body.items[0].path, '第5辑')
})

test.serial('what is not certain waits for a person; what was done is kept; two at once: one is told', async (t) => {
  const at = `${imports}/${found.id}`
  const misprinted = found.entries.map(({ place: _, doubts: __, ...entry }: Json) =>
    entry.title === '米业公会始末' ? { ...entry, title: '米业公会的来历始末', page: '12' } : entry,
  )
  const changed = await archivist.call('PATCH', at, { entries: misprinted }, tag(found))
  t.is(changed.status, 200)
  const [doubtful] = changed.body.doubtful
  t.deepEqual(changed.body.entries[doubtful].doubts, ['not-found'])
  const fields = { year: '1989', imprint: { compiledBy: '云川县政协文史委', permitNumber: '云文准字（89）12号' } }
  const stale = await archivist.call('PATCH', at, fields, tag(found))
  t.is(stale.status, 412)
  const filled = (await archivist.call('PATCH', at, fields, tag(changed.body))).body
  const early = await archivist.call('PUT', `${at}/import`, undefined, tag(filled))
  t.is(early.body.code, 'import.doubtful')
  // Somebody looks at the page and says where it begins; the imprint becomes a part of its own.
  const page = (await archivist.get(`${at}/pages/12`)).body
  t.is(page.label, '11')
  t.true(page.text.startsWith('米业公会始末'))
  const entries = [
    ...filled.entries.map(({ place: _, doubts: __, ...entry }: Json, i: number) =>
      i === doubtful ? { ...entry, title: '米业公会始末', start: { page: 12, offset: 0 } } : entry,
    ),
    { kind: 'matter', title: '版权页', start: { page: filled.source.imprintPage, offset: 0 } },
  ]
  const settled = (await archivist.call('PATCH', at, { entries }, tag(filled))).body
  found = (await archivist.get(at)).body
  t.deepEqual(found, settled)
  t.deepEqual([found.doubtful, found.source.imprintPage], [[], null])
})

test.serial(
  'it is taken in by a job: items 已刊, every character once and in order, a page of two pieces in both',
  async (t) => {
    const asked = await archivist.call('PUT', `${imports}/${found.id}/import`, undefined, tag(found))
    t.is(asked.status, 202)
    t.is((await ended(asked.body.job)).state, 'done')
    await archivist.settled(accessionId)
    found = (await archivist.get(`${imports}/${found.id}`)).body
    t.is(found.state, 'done')

    const { body } = await editor.get(`/api/v1/volumes/${found.volumeId}/pieces`)
    t.like(body.volume, { number: 5, printed: { year: '1989', place: '' }, chapters: pieces.length })
    t.deepEqual(
      body.items.map((one: Json) => one.title),
      ['前置部分', ...pieces.map(({ title }) => title), '版权页'],
    )
    const items: Json[] = []
    let text = ''
    for (const { item } of body.items) {
      const own = (await editor.get(`/api/v1/items/${item.id}`)).body
      const written = (await editor.get(`/api/v1/items/${item.id}/text`)).body
      items.push({ ...own, written })
      text += written.text
      t.is(own.printed.volumeId, found.volumeId)
      // Every page of its text stands on a picture of its own.
      const pictures = own.objects.filter((one: Json) => one.mediaType === 'image/jpeg').map((one: Json) => one.id)
      t.deepEqual(
        written.pages.map((one: Json) => one.objectId),
        pictures,
      )
    }
    t.is(text, whole)
    const [, first, second] = items as [Json, Json, Json]
    t.is(second.printed.place, '《云川文史资料》第5辑第6—10页')
    t.deepEqual([second.creators, second.date.text], [['李四', '王五'], '1989年'])
    t.is(first.written.pages.at(-1).label, '6')
    t.is(first.objects.at(-2).sha256, second.objects[0].sha256)
    t.not(first.objects.at(-2).id, second.objects[0].id)
    // Of 31 files none is left to an item of its own, and the volumes tell of this one.
    const left = (await archivist.get('/api/v1/items', { accession: accessionId, size: '200' })).body.items
    t.is(left.length, pieces.length + 2)
    const listed = (await editor.get('/api/v1/volumes')).body.items
    t.like(listed[0], { seriesTitle: '云川文史资料', printed: { year: '1989' }, chapters: 6 })
    const chapter = { title: '新篇' }
    t.is((await editor.call('POST', `/api/v1/volumes/${found.volumeId}/chapters`, chapter)).body.code, 'volume.printed')
    const outline = `/api/v1/volumes/${found.volumeId}/outline/sections`
    t.is((await editor.call('POST', outline, { title: '栏目' }, { 'if-match': '*' })).body.code, 'volume.printed')
    for (const part of ['authors', 'chronicle'])
      t.is((await editor.get(`/api/v1/volumes/${found.volumeId}/${part}`)).body.code, 'volume.printed')
  },
)

test.serial('it is found at its printed page and cited by the book', async (t) => {
  const phrase = essay(17 + 900, 80)
    .replaceAll(/\s/g, '')
    .slice(4, 12)
  const { hits } = await editor.search(phrase)
  t.is(hits.length, 1)
  const [hit] = hits
  t.like(hit, { item: { title: '花园口见闻', printed: '《云川文史资料》第5辑第15—20页' } })
  t.is(hit.snippets[0].pageLabel, '17')
  const { start, highlights } = hit.snippets[0]
  const range = { start: String(start + highlights[0][0]), end: String(start + highlights.at(-1)[1]) }
  const cite = async (style: string, query: object = range) =>
    (await editor.get(`/api/v1/items/${hit.item.id}/exports/citation`, { style, ...query })).body
  t.like(await cite('note'), {
    citation: '沈季清：《花园口见闻》，云川县政协文史委编：《云川文史资料》第5辑，1989年内部印行，第17页。',
    printedPages: { from: '17', to: '17' },
  })
  t.is(
    (await cite('gbt2015')).citation,
    '沈季清. 花园口见闻[M]//云川县政协文史委. 云川文史资料: 第5辑. 云川县政协文史委, 1989: 17.',
  )
  t.is(
    (await cite('note', {})).citation,
    '沈季清：《花园口见闻》，云川县政协文史委编：《云川文史资料》第5辑，1989年内部印行，第15—20页。',
  )
  t.is((await editor.get(`/api/v1/items/${hit.item.id}/uses`)).body.printed.from, '15')
  t.is((await researcher.get(`/api/v1/items/${hit.item.id}`)).status, 404)
  const basket = (await editor.call('POST', '/api/v1/baskets', { title: '旧刊' })).body
  const kept = { itemId: hit.item.id, start: Number(range.start), end: Number(range.end) }
  await editor.call('POST', `/api/v1/baskets/${basket.id}/entries`, kept)
  const [entry] = (await editor.get(`/api/v1/baskets/${basket.id}/entries`)).body.items
  t.true(entry.citation.endsWith('《云川文史资料》第5辑，1989年内部印行，第17页。'), entry.citation)
})

test.serial('what is handed in again is told where it is printed already', async (t) => {
  const again = await archivist.call('POST', '/api/v1/accessions', { title: '来稿' })
  const pages = printedPages
    .slice(FIRST_PAGE + 6, FIRST_PAGE + 9)
    .join('')
    .replaceAll(/— \d+ —\n/g, '')
  const { body } = await archivist.upload(`/api/v1/accessions/${again.body.id}/files`, [
    { name: '渡口往事.txt', data: Buffer.from(`渡口往事\n${pages.replaceAll('的', '之')}`) },
  ])
  await archivist.settled(again.body.id)
  const [itemId] = body.results[0].itemIds
  for (;;) {
    const { body: similar } = await archivist.get(`/api/v1/items/${itemId}/similar`)
    if (!similar.isCompared) {
      await rest(50)
      continue
    }
    t.is(similar.items[0].printed, '《云川文史资料》第5辑第6—10页')
    break
  }
  const line = (await archivist.get(`/api/v1/accessions/${again.body.id}/files`)).body.items[0]
  t.is(line.item.reuse.items[0].printed, '《云川文史资料》第5辑第6—10页')
})

test.serial('a scanned PDF without text: each piece has its own pages of the file, and shows no other', async (t) => {
  const scans = await Promise.all(Array.from({ length: 6 }, (_, i) => picture(i + 30)))
  const other = (await archivist.call('POST', '/api/v1/accessions', { title: '第六辑' })).body.id
  const files = [{ name: '第六辑.pdf', data: await scannedPdf(scans) }]
  const [{ itemIds }] = (await archivist.upload(`/api/v1/accessions/${other}/files`, files)).body.results
  await archivist.settled(other)
  const contents = '渡口旧事……李四（1）\n米行旧事……王五（3）\n'
  const named = { accessionId: other, seriesTitle: '云川文史资料', number: 6, year: '1990', contents }
  const made = (await archivist.call('POST', imports, named)).body
  t.true(made.source.isUnnumbered)
  t.deepEqual(made.doubtful, [0, 1])
  // Somebody says on which sheet page 1 is, and that the first piece ends on the page the second begins on.
  const anchored = (
    await archivist.call('PATCH', `${imports}/${made.id}`, { anchors: [{ page: 1, label: '1' }] }, tag(made))
  ).body
  t.deepEqual(
    anchored.entries.map((one: Json) => [one.place.page, one.doubts]),
    [
      [1, ['no-text']],
      [3, ['no-text']],
    ],
  )
  const entries = anchored.entries.map(({ place, doubts: _, ...entry }: Json, i: number) => ({
    ...entry,
    start: { ...place, isShared: i === 1 },
  }))
  const settled = (await archivist.call('PATCH', `${imports}/${made.id}`, { entries }, tag(anchored))).body
  const asked = await archivist.call('PUT', `${imports}/${made.id}/import`, undefined, tag(settled))
  t.is((await ended(asked.body.job)).state, 'done')
  await archivist.settled(other)
  const { volumeId } = (await archivist.get(`${imports}/${made.id}`)).body
  const own = (await archivist.get(`/api/v1/volumes/${volumeId}/pieces`)).body.items
  t.deepEqual(
    own.map((one: Json) => [one.title, one.from, one.to]),
    [
      ['前置部分', '', ''],
      ['渡口旧事', '1', '3'],
      ['米行旧事', '3', '5'],
    ],
  )
  const items = await Promise.all(
    own.map(async ({ item }: Json) => (await archivist.get(`/api/v1/items/${item.id}`)).body),
  )
  t.deepEqual(
    items.map((one: Json) => one.objects.map(({ part }: Json) => part)),
    [[{ from: 1, to: 1 }], [{ from: 2, to: 4 }], [{ from: 4, to: 6 }]],
  )
  t.is(new Set(items.flatMap((one: Json) => one.objects.map(({ sha256 }: Json) => sha256))).size, 1)
  const [, , last] = items as Json[]
  const manifest = (await archivist.get(`/iiif/presentation/3/${last.id}/manifest`)).body
  t.is(manifest.items.length, 3)
  const thumbnail = (page: number) =>
    archivist.get(`/api/v1/objects/${last.objects[0].id}/thumbnails/200`, { page: String(page) })
  t.deepEqual([(await thumbnail(5)).status, (await thumbnail(2)).status], [200, 404])
  t.is((await archivist.get(`/iiif/image/3/${last.objects[0].id}~2/info.json`)).status, 404)
  t.is((await archivist.get(`/api/v1/items/${last.id}/thumbnail`)).status, 200)
  t.truthy((await archivist.get(`/api/v1/items/${itemIds[0]}`)).body.deleted)
})

test.serial('what another volume has stays with it; what is closed stays closed', async (t) => {
  const files = [
    { name: '第7辑/001.jpg', data: await picture(FIRST_PAGE + 1) },
    { name: '第7辑/002.jpg', data: await picture(36) },
  ]
  const { results } = (await archivist.upload(`/api/v1/accessions/${accessionId}/files`, files)).body
  await archivist.settled(accessionId)
  const [known, own] = await Promise.all(
    results.map(async (one: Json) => (await archivist.get(`/api/v1/items/${one.itemIds[0]}`)).body),
  )
  const closed = { access: 'controlled' }
  t.is((await admin.call('PATCH', `/api/v1/items/${own.id}`, closed, { 'if-match': '*' })).status, 200)
  const named = { accessionId, path: '第7辑', seriesTitle: '云川文史资料', number: 7, year: '1991' }
  const made = (await archivist.call('POST', imports, named)).body
  t.is(made.source.pages.length, 2)
  const entries = ['旧事一', '旧事二'].map((title, page) => ({ kind: 'piece', title, start: { page, offset: 0 } }))
  const ready = (await archivist.call('PATCH', `${imports}/${made.id}`, { entries }, tag(made))).body
  const asked = await archivist.call('PUT', `${imports}/${made.id}/import`, undefined, tag(ready))
  t.is((await ended(asked.body.job)).state, 'done')
  await archivist.settled(accessionId)
  const { volumeId } = (await archivist.get(`${imports}/${made.id}`)).body
  const pieces = (await archivist.get(`/api/v1/volumes/${volumeId}/pieces`)).body.items
  const [first, second] = await Promise.all(
    pieces.map(async ({ item }: Json) => (await archivist.get(`/api/v1/items/${item.id}`)).body),
  )
  t.deepEqual([first.access, second.access], ['internal', 'controlled'])
  t.is(first.objects[0].derivedFrom, results[0].objectId)
  t.deepEqual((await archivist.get(`/api/v1/items/${known.id}`)).body.objects, known.objects)
})

test.serial('a volume is taken in once; editors look at it, archivists take it in', async (t) => {
  const made = (
    await archivist.call('POST', imports, { seriesTitle: '云川文史资料', number: 5, year: '1989', accessionId })
  ).body
  // Most of the accession was taken in before: nobody does that again unaware.
  const told = made.source.doubts.find((one: Json) => one.code === 'printed')
  t.true(told.details.count > printedPages.length)
  const entries = [{ kind: 'piece', title: '我的抗战经历', start: { page: 0, offset: 0 } }]
  const other = (await archivist.call('PATCH', `${imports}/${made.id}`, { entries }, tag(made))).body
  t.is((await archivist.call('PUT', `${imports}/${made.id}/import`, undefined, tag(other))).body.code, 'import.exists')
  t.is((await editor.get(imports)).status, 403)
  t.is((await archivist.call('DELETE', `${imports}/${made.id}`)).status, 204)
  t.is((await archivist.call('DELETE', `${imports}/${found.id}`)).body.code, 'import.not-draft')
  t.is((await admin.get(imports)).body.total, 3)
})
