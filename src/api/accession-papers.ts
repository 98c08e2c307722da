/** The papers of an accession: 登记表, 收据, 捐赠证书, 授权书. */
import { z } from 'zod'
import type { Accessions } from '../accessions/accessions.ts'
import { type PaperName, paperNames, paperOf } from '../accessions/papers.ts'
import type { Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Actor } from '../policy.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import type { Settings } from '../settings/settings.ts'
import { declare, idParam } from './answers.ts'
import { paperAnswer, printed, WORD } from './papers.ts'

/** What a paper says now; its number names the page and the file. */
const papersOf =
  (accessions: Accessions, settings: Pick<Settings, 'get'>) =>
  async (actor: Actor, id: string, name: PaperName, language: Language) => {
    const accession = await accessions.get(actor, id)
    const lines = await accessions.lines(actor, id)
    const { officeName } = (await settings.get(actor)).values
    return { paper: paperOf(name, accession, lines, language, officeName), number: accession.accessionNumber }
  }

export function accessionPaperRoutes(
  accessions: Accessions,
  settings: Pick<Settings, 'get'>,
  word: WordWriter,
): Route<Actor>[] {
  const papers = papersOf(accessions, settings)
  return [
    declare({
      method: 'get',
      path: '/api/v1/accessions/:id/receipt',
      summary: '收据（可打印）',
      tag: 'accessions',
      params: idParam,
      answers: { 200: { description: 'a page to print', mediaType: 'text/html' } },
      async handle({ actor, params, language }) {
        const { paper, number } = await papers(actor, params.id, 'receipt', language)
        return printed(paper, number, language)
      },
    }),
    declare({
      method: 'get',
      path: '/api/v1/accessions/:id/papers/:paper',
      summary: '征集登记表、收据、捐赠证书、授权书（可打印，或 Word 文件）',
      tag: 'accessions',
      params: idParam.extend({ paper: z.enum(paperNames) }),
      query: z.object({ format: z.enum(['html', 'docx']).default('html') }),
      answers: { 200: { description: 'a page to print, or a .docx file', mediaType: ['text/html', WORD] } },
      async handle({ actor, params, query, language }) {
        const { paper, number } = await papers(actor, params.id, params.paper, language)
        return paperAnswer(word, paper, number, query.format, language)
      },
    }),
  ]
}
