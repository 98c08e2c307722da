/** Who reaches what, route by route: the table of api.md as the tests expect it. A new route is told of here. */
export const roles = ['researcher', 'reviewer', 'contributor', 'editor', 'archivist', 'admin'] as const
export type Role = (typeof roles)[number]
export const kinds = ['open', 'internal', 'controlled', 'granted', 'withdrawn', 'deleted'] as const
export type Kind = (typeof kinds)[number]

/** The table of api.md: what is read, in lists and by itself. A deleted item is looked up by archivists only, one by one. */
export const reads: Record<Role | 'anonymous', readonly Kind[]> = {
  anonymous: ['open'],
  researcher: ['open', 'granted'],
  reviewer: ['open', 'granted'],
  contributor: ['open'],
  editor: ['open', 'internal', 'granted'],
  archivist: ['open', 'internal', 'controlled', 'granted', 'withdrawn'],
  admin: ['open', 'internal', 'controlled', 'granted', 'withdrawn'],
}
export const downloads: Record<Role, readonly Kind[]> = {
  ...reads,
  researcher: ['granted'],
  reviewer: [],
  contributor: [],
}
const everybody = roles
export const archivists: readonly Role[] = ['archivist', 'admin']
const admins: readonly Role[] = ['admin']

export interface Told {
  /** `item`: as the item is read. `public`: without signing in. Roles: who may, everybody else is refused. */
  by: 'item' | 'public' | readonly Role[]
  body?: unknown
  /** Without which it is no such request. */
  headers?: Record<string, string>
  /** Where it is really asked; `:id` is filled with the item's, `:object` with its object's, `:authority` with that of its person. */
  at?: string
  /** An act on an item: hidden → 404, visible → 403 for those who may not. */
  isAct?: boolean
  /** Also read by anonymous callers where reading is open, showing what they may see. */
  isList?: boolean
  /** A deleted item is found here by archivists. */
  inBin?: boolean
}

const tus = { 'tus-resumable': '1.0.0' }
const whole = [{ number: 1, label: '', start: 0, end: 1 }]
export const table: Record<string, Told> = {
  'get /healthz': { by: 'public' },
  'get /readyz': { by: 'public' },
  'get /metrics': { by: 'public' },
  'get /api/v1/openapi.json': { by: 'public' },
  'get /api/v1/docs': { by: 'public' },
  'get /api/v1/docs/:asset': { by: 'public', at: '/api/v1/docs/start.js' },
  'post /api/v1/session': { by: 'public', body: { username: 'nobody', password: 'x' } },
  'get /api/v1/session': { by: everybody },
  'delete /api/v1/session': { by: everybody },
  'get /api/v1/users': { by: admins },
  'post /api/v1/users': { by: admins, body: { username: 'x', password: 'x', roles: ['admin'] } },
  'patch /api/v1/users/:id': { by: admins, body: { roles: ['admin'] } },
  'put /api/v1/users/:id/suspension': { by: admins, body: { suspended: true } },
  'post /api/v1/users/:id/password': { by: admins, body: { password: 'quiet-willow-orchid-99' } },
  'get /api/v1/tokens': { by: everybody },
  'post /api/v1/tokens': { by: everybody, body: { name: 'x' } },
  'delete /api/v1/tokens/:id': { by: everybody },
  'get /api/v1/items/:id/exports/citation': { by: 'item', inBin: true },
  'post /api/v1/backups': { by: admins },
  'get /api/v1/condition': { by: archivists },
  'get /api/v1/baskets': { by: everybody },
  'post /api/v1/baskets': { by: everybody, body: { title: 'x' } },
  'get /api/v1/baskets/:id': { by: everybody },
  'patch /api/v1/baskets/:id': { by: everybody, body: { title: 'x' } },
  'delete /api/v1/baskets/:id': { by: everybody },
  'get /api/v1/baskets/:id/entries': { by: everybody },
  'post /api/v1/baskets/:id/entries': { by: everybody, body: { itemId: 'nothing' } },
  'post /api/v1/baskets/:id/hits': { by: everybody, body: {} },
  'put /api/v1/baskets/:id/order': { by: everybody, body: { ids: [] } },
  'patch /api/v1/baskets/:id/entries/:entryId': {
    by: everybody,
    at: '/api/v1/baskets/nothing/entries/nothing',
    body: { note: 'x' },
  },
  'delete /api/v1/baskets/:id/entries/:entryId': { by: everybody, at: '/api/v1/baskets/nothing/entries/nothing' },
  'get /api/v1/baskets/:id/export': { by: everybody },
  'get /api/v1/saved-searches': { by: everybody },
  'post /api/v1/saved-searches': { by: everybody, body: { name: 'x', filters: { q: '共有词句' } } },
  'patch /api/v1/saved-searches/:id': { by: everybody, body: { name: 'x' } },
  'delete /api/v1/saved-searches/:id': { by: everybody },
  'get /api/v1/saved-searches/:id/news': { by: everybody },
  'put /api/v1/saved-searches/:id/opening': { by: everybody },
  'post /api/v1/items/:id/reports': { by: everybody, body: { kind: 'other', remark: 'x' } },
  'get /api/v1/items/:id/reports': { by: everybody },
  'get /api/v1/reports': { by: everybody },
  'put /api/v1/reports/:id/decision': { by: archivists, body: { outcome: 'accepted' } },
  'get /api/v1/items/:id/grants': { by: archivists, isAct: true },
  'put /api/v1/items/:id/grants/:userId': {
    by: archivists,
    isAct: true,
    at: '/api/v1/items/:id/grants/nobody',
    body: { purpose: 'x', expiresAt: '2099-01-01T00:00:00Z' },
  },
  'delete /api/v1/items/:id/grants/:userId': { by: archivists, isAct: true, at: '/api/v1/items/:id/grants/nobody' },
  'get /api/v1/access-requests': { by: everybody },
  'post /api/v1/access-requests': { by: everybody, body: { itemId: 'nothing', purpose: 'x' } },
  'put /api/v1/access-requests/:id/decision': { by: archivists, body: { decision: 'refused' } },
  'get /api/v1/accessions': { by: archivists },
  'post /api/v1/accessions': { by: archivists, body: { title: 'x' } },
  'get /api/v1/accessions/:id': { by: archivists },
  'get /api/v1/accessions/:id/files': { by: archivists },
  'post /api/v1/accessions/:id/files': { by: archivists },
  'patch /api/v1/accessions/:id': { by: archivists, body: { title: 'x' } },
  'put /api/v1/accessions/:id/return': { by: archivists, body: { date: '2026-01-01' } },
  'put /api/v1/accessions/:id/files/:line/decision': { by: archivists, body: { decision: 'noted' } },
  'put /api/v1/accessions/:id/closure': { by: archivists },
  'get /api/v1/accessions/:id/receipt': { by: archivists },
  'get /api/v1/accessions/:id/papers/:paper': { by: archivists, at: '/api/v1/accessions/:id/papers/register' },
  'post /api/v1/accessions/:id/metadata': { by: archivists },
  'get /api/v1/accessions/:id/metadata': { by: archivists },
  'options /api/v1/uploads': { by: archivists },
  'post /api/v1/uploads': {
    by: archivists,
    headers: { ...tus, 'upload-length': '1', 'upload-metadata': 'filename eA==,accessionId eA==' },
  },
  'get /api/v1/uploads': { by: archivists },
  'get /api/v1/uploads/:id': { by: archivists },
  'patch /api/v1/uploads/:id': {
    by: archivists,
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  },
  'delete /api/v1/uploads/:id': { by: archivists, headers: tus },
  'post /api/v1/files': { by: archivists },
  'get /api/v1/items': { by: 'item', isList: true, at: '/api/v1/items?size=100' },
  'post /api/v1/items': { by: archivists, body: { title: 'x', objectIds: ['nothing'] } },
  'patch /api/v1/items': { by: archivists, body: { ids: ['nothing'], changes: {}, dryRun: true } },
  'get /api/v1/items/:id': { by: 'item', inBin: true },
  'patch /api/v1/items/:id': { by: archivists, isAct: true, body: { title: 'x' } },
  'delete /api/v1/items/:id': { by: archivists, isAct: true },
  'put /api/v1/items/:id/withdrawal': { by: archivists, isAct: true, body: { reason: 'x' } },
  'delete /api/v1/items/:id/withdrawal': { by: archivists, isAct: true },
  'get /api/v1/items/:id/history': { by: 'item', inBin: true },
  'post /api/v1/items/:id/restoration': { by: archivists, isAct: true, body: {} },
  'post /api/v1/items/reference-codes': { by: archivists, body: { ids: ['nothing'] } },
  'put /api/v1/items/:id/submission': { by: archivists, isAct: true },
  'delete /api/v1/items/:id/submission': { by: archivists, isAct: true },
  'put /api/v1/items/:id/filing': { by: archivists, isAct: true },
  'delete /api/v1/items/:id/filing': { by: archivists, isAct: true },
  'put /api/v1/items/:id/objects': { by: archivists, isAct: true, body: [{ objectId: ':object' }] },
  'put /api/v1/items/:id/pages': { by: archivists, isAct: true, body: whole },
  'get /api/v1/items/:id/text': { by: 'item' },
  'put /api/v1/items/:id/text': { by: archivists, isAct: true, body: { text: 'x' } },
  'get /api/v1/items/:id/text/preview': { by: archivists, isAct: true },
  'get /api/v1/items/:id/text/versions': { by: 'item' },
  'put /api/v1/items/:id/encoding': { by: archivists, isAct: true, body: { encoding: 'big5' } },
  'get /api/v1/items/:id/occurrences': {
    by: 'item',
    at: `/api/v1/items/:id/occurrences?q=${encodeURIComponent('共有词句')}`,
  },
  'get /api/v1/items/:id/thumbnail': { by: 'item', inBin: true },
  'get /api/v1/objects/:id/thumbnails/:size': { by: 'item', inBin: true, at: '/api/v1/objects/:object/thumbnails/200' },
  'get /api/v1/objects/:id/content': { by: 'item', inBin: true, at: '/api/v1/objects/:object/content' },
  'get /iiif/image/3/:id': { by: 'item', inBin: true, at: '/iiif/image/3/:object' },
  'get /iiif/image/3/:id/info.json': { by: 'item', inBin: true, at: '/iiif/image/3/:object/info.json' },
  'get /iiif/image/3/:id/:region/:size/:rotation/:output': {
    by: 'item',
    inBin: true,
    at: '/iiif/image/3/:object/full/max/0/default.jpg',
  },
  'get /iiif/presentation/3/:id/manifest': { by: 'item', inBin: true },
  'get /iiif/presentation/3/:id/canvas/:key/transcription': {
    by: 'item',
    at: '/iiif/presentation/3/:id/canvas/t0/transcription',
  },
  'get /iiif/search/2/:id': { by: 'item', at: `/iiif/search/2/:id?q=${encodeURIComponent('共有词句')}` },
  'get /api/v1/events': { by: 'item', inBin: true, at: '/api/v1/events?subjects=item::id' },
  'get /api/v1/search': { by: 'item', isList: true, at: `/api/v1/search?size=100&q=${encodeURIComponent('共有词句')}` },
  'get /api/v1/search/occurrences': {
    by: 'item',
    isList: true,
    at: `/api/v1/search/occurrences?q=${encodeURIComponent('共有词句')}`,
  },
  'get /api/v1/search/export': {
    by: 'item',
    isList: true,
    at: `/api/v1/search/export?format=json&q=${encodeURIComponent('共有词句')}`,
  },
  'get /api/v1/concordance': {
    by: 'item',
    isList: true,
    at: `/api/v1/concordance?q=${encodeURIComponent('共有词句')}`,
  },
  'get /api/v1/concordance/export': {
    by: 'item',
    isList: true,
    at: `/api/v1/concordance/export?format=txt&q=${encodeURIComponent('共有词句')}`,
  },
  'get /api/v1/items/:id/names': { by: 'item' },
  'get /api/v1/items/:id/dates': { by: 'item' },
  'get /api/v1/items/:id/similar': { by: 'item' },
  'get /api/v1/items/:id/similar/:otherId': { by: 'item', at: '/api/v1/items/:id/similar/nothing' },
  'get /api/v1/reuse': { by: archivists },
  'put /api/v1/reuse/:id/decision': { by: archivists, body: { decision: 'duplicate' } },
  'post /api/v1/quotations': { by: everybody, body: { text: '“共有词句”' } },
  'get /api/v1/search/suggest': {
    by: 'item',
    isList: true,
    at: `/api/v1/search/suggest?q=${encodeURIComponent('题名')}`,
  },
  'post /api/v1/search/rebuild': { by: admins },
  'get /api/v1/jobs': { by: everybody },
  'get /api/v1/jobs/:id': { by: everybody },
  'put /api/v1/jobs/:id/retry': { by: everybody },
  'put /api/v1/jobs/:id/cancellation': { by: everybody },
  'post /api/v1/fixity/runs': { by: archivists },
  'get /api/v1/fixity/runs/:id': { by: archivists },
  'get /api/v1/audit': { by: admins },
  'get /api/v1/audit/verification': { by: admins },
  'get /api/v1/desk': { by: everybody },
  'get /api/v1/statistics': { by: archivists },
  'get /api/v1/settings': { by: ['reviewer', 'editor', 'archivist', 'admin'] },
  'patch /api/v1/settings': { by: admins, body: { officeName: 'x' } },
  'get /api/v1/eras': { by: everybody },
  'post /api/v1/eras': { by: admins, body: { name: '保民', first: 1920, last: 1925, months: 'solar' } },
  'patch /api/v1/eras/:id': { by: admins, body: { hidden: true } },
  'delete /api/v1/eras/:id': { by: admins },
  'get /api/v1/periods': { by: everybody },
  'post /api/v1/periods': { by: admins, body: { names: ['郑县沦陷'], start: '1941-10-04', end: '1941-10-31' } },
  'patch /api/v1/periods/:id': { by: admins, body: { hidden: true } },
  'delete /api/v1/periods/:id': { by: admins },
  'get /api/v1/authorities': { by: 'item', isList: true, at: '/api/v1/authorities?kind=person&size=100' },
  'post /api/v1/authorities': { by: archivists, body: { kind: 'person', name: '某君' } },
  'get /api/v1/authorities/:id': { by: 'item', inBin: true, at: '/api/v1/authorities/:authority' },
  'post /api/v1/authorities/imports': { by: archivists },
  'patch /api/v1/authorities/:id': { by: archivists, body: { note: 'x' } },
  'delete /api/v1/authorities/:id': { by: archivists },
  'post /api/v1/authorities/:id/merge': { by: archivists, body: { into: 'nothing' } },
  'post /api/v1/authorities/:id/restoration': { by: archivists, body: {} },
  'get /api/v1/authorities/:id/history': { by: archivists },
  'get /api/v1/dates': { by: everybody, at: '/api/v1/dates?text=1938' },
}
