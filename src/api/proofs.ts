/** /volumes/:id/proofs: 三校, 通读, 核红, 付印; proofs compared with the approved text. */
import { z } from 'zod'
import { shownProblem } from '../http/problem.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Actor } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { correctionList } from '../publications/correction-list.ts'
import { bookName } from '../publications/front.ts'
import { type ProofDifference, type ProofRound, partTitle, proofDecisions, proofStages } from '../publications/proof.ts'
import { differenceKinds } from '../publications/proofing/differences.ts'
import { approvedParts } from '../publications/proofing/stream.ts'
import type { Proofs, ProofView } from '../publications/proofs.ts'
import type { Publications } from '../publications/publications.ts'
import { decisionInput, newProof, proofSignature } from '../publications/review-input.ts'
import type { Signing } from '../publications/signing.ts'
import { declare, fileProblem, idParam } from './answers.ts'
import { paperAnswer, paperSheets, WORD, WORKBOOK, workbookFile } from './papers.ts'

const rateSchema = z.object({
  counts: z.object(Object.fromEntries(differenceKinds.map((kind) => [kind, z.int()]))),
  weighted: z.number(),
  characters: z.int().meta({ description: '版面字数, or the characters of the text' }),
  rate: z.number().meta({ description: '‱, to 0.01' }),
})
const proofSchema = z
  .object({
    id: z.string(),
    volumeId: z.string(),
    stage: z.enum(proofStages).meta({ description: '一校, 二校, 三校, 通读, 核红, 付印' }),
    fileId: z.string().nullable(),
    layoutChars: z.int().nullable(),
    openedByName: z.string(),
    openedAt: z.string(),
    state: z.enum(['reading', 'compared', 'failed']),
    pages: z.int(),
    otherPages: z.array(z.int()).meta({ description: 'title page, contents, index: not compared' }),
    problem: fileProblem.nullable(),
    rate: rateSchema.nullable(),
    closing: z
      .object({ how: z.enum(['signed', 'recalled']), byName: z.string(), note: z.string(), at: z.string() })
      .nullable(),
  })
  .meta({ id: 'Proof' })
const differenceSchema = z
  .object({
    number: z.int(),
    kind: z.enum(differenceKinds).meta({ description: '错字, 漏字, 多字, 标点, 数字, 倒字' }),
    chapterId: z.string().nullable(),
    chapterTitle: z.string(),
    part: z.enum(approvedParts),
    note: z.int(),
    start: z.int().meta({ description: 'UTF-16 offset in that part of the chapter' }),
    end: z.int(),
    approved: z.string(),
    proof: z.string(),
    page: z.int(),
    before: z.string(),
    after: z.string(),
    decided: z.object({ decision: z.enum(proofDecisions), byName: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'ProofDifference' })
const viewSchema = z.object({ proof: proofSchema, differences: z.array(differenceSchema) }).meta({ id: 'ProofRead' })

const shownProof = (
  { basis: _, openedById: _opened, result, closing, ...proof }: ProofRound,
  rate: ProofView['rate'],
  language: Language,
) => ({
  ...proof,
  state: !result ? ('reading' as const) : result.problem ? ('failed' as const) : ('compared' as const),
  pages: result?.pages ?? 0,
  otherPages: result?.otherPages ?? [],
  problem: result?.problem ? shownProblem(result.problem, language) : null,
  rate,
  closing: closing && { how: closing.how, byName: closing.byName, note: closing.note, at: closing.at },
})
const shownDifference = ({ decided, ...one }: ProofDifference, { basis }: ProofRound) => ({
  ...one,
  chapterTitle: partTitle(basis, one),
  decided: decided && { decision: decided.decision, byName: decided.byName, at: decided.at },
})
const shownView = ({ proof, differences, rate }: ProofView, language: Language) => ({
  proof: shownProof(proof, rate, language),
  differences: differences.map((one) => shownDifference(one, proof)),
})
const proofParams = idParam.extend({ proofId: z.string().max(100) })
const proofAnswer = { 200: { description: 'the round', schema: proofSchema } }
const viewAnswer = { 200: { description: 'the round and its differences', schema: viewSchema } }

export const proofRoutes = (
  proofs: Proofs,
  signing: Signing,
  publications: Publications,
  word: WordWriter,
  tables: TableWriter,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/proofs',
    summary: '一辑的校次',
    tag: 'reviews',
    params: idParam,
    answers: { 200: { description: 'oldest first', schema: z.object({ items: z.array(proofSchema) }) } },
    async handle({ actor, params, language }) {
      const found = await proofs.list(actor, params.id)
      return ok({ items: found.map(({ proof, rate }) => shownProof(proof, rate, language)) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/proofs',
    summary: '开一个校次：校样先上传为审校文件；比对是后台任务',
    tag: 'reviews',
    params: idParam,
    body: newProof,
    answers: {
      202: { description: 'the round', schema: z.object({ proof: proofSchema, jobId: z.string().nullable() }) },
    },
    async handle({ actor, params, body, language }) {
      const { proof, jobId } = await proofs.open(actor, params.id, body)
      return { status: 202, body: { proof: shownProof(proof, null, language), jobId } }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/proofs/:proofId',
    summary: '一个校次：校样与定稿的每一处差异',
    tag: 'reviews',
    params: proofParams,
    answers: viewAnswer,
    handle: async ({ actor, params, language }) =>
      ok(shownView(await proofs.get(actor, params.id, params.proofId), language)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/volumes/:id/proofs/:proofId/decisions',
    summary: '定差异：付改样单，采入正文，或不计',
    tag: 'reviews',
    params: proofParams,
    body: decisionInput,
    answers: viewAnswer,
    handle: async ({ actor, params, body, language }) =>
      ok(shownView(await proofs.decide(actor, params.id, params.proofId, body.numbers, body.decision), language)),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/proofs/:proofId/signature',
    summary: '校次签字：差异都定了，再报一次密码',
    tag: 'reviews',
    params: proofParams,
    body: proofSignature,
    answers: proofAnswer,
    async handle({ actor, params, body, language }) {
      await proofs.sign(actor, params.id, params.proofId, body)
      const { proof, rate } = await proofs.get(actor, params.id, params.proofId)
      return ok(shownProof(proof, rate, language))
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/proofs/:proofId/recall',
    summary: '作废一个校次（签字之前）',
    tag: 'reviews',
    params: proofParams,
    answers: proofAnswer,
    handle: async ({ actor, params, language }) =>
      ok(shownProof(await proofs.recall(actor, params.id, params.proofId), null, language)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/proofs/:proofId/corrections',
    summary: '改样单：打印、Word 或 Excel',
    tag: 'reviews',
    params: proofParams,
    query: z.object({ format: z.enum(['html', 'docx', 'xlsx']).default('html') }),
    answers: { 200: { description: 'the list', mediaType: ['text/html', WORD, WORKBOOK] } },
    async handle({ actor, params, query, language }) {
      const { proof, differences } = await proofs.get(actor, params.id, params.proofId)
      const volume = bookName(await publications.volume(actor, params.id))
      const file = proof.fileId === null ? '' : (await signing.file(actor, params.id, proof.fileId)).file.name
      const { number: of, ...paper } = correctionList(proof, differences, { volume, file }, language)
      if (query.format === 'xlsx') return workbookFile(tables.write(paperSheets(paper)), `${paper.title} ${of}`)
      return paperAnswer(word, paper, of, query.format, language)
    },
  }),
]
