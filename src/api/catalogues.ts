/** Catalogues of what is described, and the list of what goes back: as pages to print, Word files and spreadsheets. */
import { z } from 'zod'
import type { Accessions } from '../accessions/accessions.ts'
import type { Paper } from '../accessions/papers.ts'
import { toReturnPaper } from '../accessions/to-return.ts'
import { Fault } from '../faults.ts'
import type { Route } from '../http/route.ts'
import type { Files } from '../images/files.ts'
import { jpegSize } from '../images/jpeg-size.ts'
import { type Catalogue, catalogueNames, catalogueOf, pagesOf } from '../items/catalogues.ts'
import { itemQuery } from '../items/input.ts'
import type { Items } from '../items/items.ts'
import { filterOf } from '../items/list.ts'
import type { ItemView } from '../items/views.ts'
import { type Actor, demand } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import type { Settings } from '../settings/settings.ts'
import { declare } from './answers.ts'
import { paperAnswer, paperSheets, WORD, WORKBOOK, workbookFile } from './papers.ts'

const STEP = 200
/** Nobody prints more; the spreadsheet has them all. */
const MOST = 5000
/** A Word file of photographs holds the photographs. */
const MOST_PICTURES = 500
const format = z.enum(['html', 'docx', 'xlsx']).default('html')
const answers = {
  200: { description: 'a page to print, a .docx or an .xlsx file', mediaType: ['text/html', WORD, WORKBOOK] },
}

const said = {
  'zh-CN': {
    office: '立档单位',
    accession: '征集批次',
    count: (count: number, pages: number, isCut: boolean) =>
      `${isCut ? `以上为前 ${count} 件，全部见 Excel 表` : `合计 ${count} 件`}${pages ? `，${pages} 页` : ''}`,
  },
  en: {
    office: 'Fonds',
    accession: 'Accession',
    count: (count: number, pages: number, isCut: boolean) =>
      `${isCut ? `The first ${count} items; the spreadsheet has all` : `${count} items`}${pages ? `, ${pages} pages` : ''}`,
  },
}

type PictureOfPaper = Extract<Paper['parts'][number], { is: 'picture' }>

/** A picture with what GB/T 11821 has said of it. */
function pictureOf(
  { columns }: Catalogue,
  cells: readonly string[],
  { item, objects }: ItemView,
): PictureOfPaper & { seen: { id: string; page: number } | null } {
  const rows = columns.flatMap(({ heading }, i): [string, string][] => (cells[i] ? [[heading, cells[i]]] : []))
  const object = item.render.state === 'done' ? objects.find(({ width }) => width !== null) : undefined
  const seen = object ? { id: object.id, page: object.part?.from ?? 1 } : null
  const address = seen && `/api/v1/objects/${seen.id}/thumbnails/600${seen.page === 1 ? '' : `?page=${seen.page}`}`
  return { is: 'picture', address, seen, rows }
}

export const catalogueRoutes = (
  items: Pick<Items, 'walk'>,
  files: Pick<Files, 'thumbnail'>,
  accessions: Pick<Accessions, 'get' | 'list' | 'day'>,
  settings: Pick<Settings, 'get'>,
  word: WordWriter,
  tables: TableWriter,
): Route<Actor>[] => {
  /** What has no picture yet, or loses it meanwhile, stands there without. */
  async function imageOf(
    actor: Actor,
    { seen }: ReturnType<typeof pictureOf>,
  ): Promise<NonNullable<PictureOfPaper['image']> | null> {
    if (seen === null) return null
    try {
      const { data } = await files.thumbnail(actor, seen.id, seen.page, 600)
      const size = jpegSize(data)
      return size && { data, ...size }
    } catch (error) {
      if (error instanceof Fault) return null
      throw error
    }
  }
  return [
    declare({
      method: 'get',
      path: '/api/v1/catalogues/:name',
      summary: '归档文件目录（DA/T 22）、卷内目录、照片说明页（GB/T 11821）：任一筛选，可打印，或 Word、Excel 文件',
      tag: 'items',
      params: z.object({ name: z.enum(catalogueNames) }),
      query: itemQuery
        .omit({ page: true, size: true, deleted: true, sort: true })
        .extend({ format, sort: itemQuery.shape.sort.removeDefault().default('referenceCode') }),
      answers,
      async handle({ actor, params, query, language }) {
        demand(actor, 'item.describe')
        const { format: wanted, sort, ...filter } = query
        const catalogue = catalogueOf(params.name, language)
        const w = said[language]
        const accession = query.accession === undefined ? null : await accessions.get(actor, query.accession)
        const { officeName } = (await settings.get(actor)).values
        const facts: [string, string][] = [
          ...(officeName ? [[w.office, officeName] as [string, string]] : []),
          ...(accession ? [[w.accession, `${accession.accessionNumber} ${accession.title}`] as [string, string]] : []),
        ]
        const asked = filterOf({
          ...filter,
          ...(params.name === 'photographs' && !filter.kind ? { kind: 'photograph' } : {}),
        })
        async function* rows(most: number): AsyncGenerator<{ view: ItemView; cells: string[]; pages: number }> {
          let [place, page] = [0, 1]
          for (let from = 0; from < most; from += STEP) {
            const views = await items.walk(actor, asked, { from, size: Math.min(STEP, most - from) }, sort)
            for (const view of views) {
              const pages = pagesOf(view)
              yield { view, cells: catalogue.row(view, ++place, page), pages }
              page += pages
            }
            if (views.length < STEP) return
          }
        }
        const name = accession?.accessionNumber ?? ''
        if (wanted === 'xlsx') {
          async function* cells() {
            for await (const row of rows(Number.POSITIVE_INFINITY)) yield row.cells
          }
          const { title, columns, isLandscape } = catalogue
          const lines = facts.map((fact) => fact.join('：'))
          const sheet = { name: title, title, lines, columns, rows: cells(), isForm: true, isLandscape }
          return workbookFile(tables.write([sheet]), `${title} ${name}`.trim())
        }
        const isPictures = params.name === 'photographs'
        const most = isPictures && wanted === 'docx' ? MOST_PICTURES : MOST
        const listed = await Array.fromAsync(rows(most + 1))
        const shown = listed.slice(0, most)
        const pages = shown.reduce((sum, one) => sum + one.pages, 0)
        const pictures = isPictures ? shown.map(({ view, cells }) => pictureOf(catalogue, cells, view)) : []
        if (wanted === 'docx') for (const one of pictures) one.image = await imageOf(actor, one)
        const paper: Paper = {
          title: catalogue.title,
          isLandscape: catalogue.isLandscape && !isPictures,
          signatures: [],
          parts: [
            { is: 'facts', rows: facts },
            ...(isPictures
              ? pictures
              : [
                  {
                    is: 'table' as const,
                    head: catalogue.columns.map(({ heading }) => heading),
                    widths: catalogue.columns.map(({ width }) => width),
                    rows: shown.map(({ cells }) => cells),
                    numeric: catalogue.columns.flatMap(({ isNumeric }, i) => (isNumeric ? [i] : [])),
                  },
                ]),
            {
              is: 'text',
              text: w.count(shown.length, isPictures ? 0 : pages, listed.length > most),
            },
          ],
        }
        return paperAnswer(word, paper, name, wanted, language)
      },
    }),
    declare({
      method: 'get',
      path: '/api/v1/originals-to-return',
      summary: '待退还原件清单：可打印，或 Word、Excel 文件',
      tag: 'accessions',
      query: z.object({ format }),
      answers,
      async handle({ actor, query, language }) {
        const waiting = []
        for (let page = 1; page <= MOST / STEP; page++) {
          const found = await accessions.list(actor, { q: '', state: 'to-return', page, size: STEP })
          waiting.push(...found.items)
          if (found.items.length < STEP) break
        }
        const { officeName } = (await settings.get(actor)).values
        const paper = toReturnPaper(waiting, accessions.day(), language, officeName)
        return query.format === 'xlsx'
          ? workbookFile(tables.write(paperSheets(paper)), paper.title)
          : paperAnswer(word, paper, '', query.format, language)
      },
    }),
  ]
}
