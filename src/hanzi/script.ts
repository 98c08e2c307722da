/** Whether a text is written in traditional characters. Pure. */
import { foldTable } from './fold.ts'
import { written } from './keep.ts'

const script = new Set(['script'] as const)
/** Where 学 and 书 stand in a text of traditional characters it is by slips; a few 國 in a simplified one are quoted. */
const LEAST_SHARE = 0.1

/** Of every hundred characters ten or more that simplified writing does not have. */
export function isTraditional(text: string): boolean {
  const characters = text.match(/\p{Script=Han}/gu) ?? []
  const count = characters.filter((one) => foldTable.has(one) && written(one, script) === one).length
  return count > 0 && count >= characters.length * LEAST_SHARE
}
