/**
 * `npm run verify-search -- [--queries 2000] [--seed 1] [--texts 120]`: random questions drawn from the sample's texts, asked on both engines and
 * answered by a plain scan of every stored text. Prints each difference in ids, totals, occurrences or highlights; exits 1 when there is one.
 */
import { parseArgs } from 'node:util'
import { verifySearch } from './verify-search/verify.ts'

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    texts: { type: 'string', default: '120' },
  },
})
const differences = await verifySearch(
  { queries: Number(values.queries), seed: Number(values.seed), texts: Number(values.texts) },
  console.log,
)
process.exit(differences === 0 ? 0 : 1)
