import { useMemo } from 'react'
import { describe as en } from './describe.en.ts'
import { type DescribeWords, describe as zh } from './describe.zh-CN.ts'
import { type Words as House, ownWords, useWords as useHouseWords } from './words.ts'

const useOwn = ownWords<DescribeWords>(zh, en)

/** The words of the house with those of 著录: most of what describes needs both. */
export type Words = House & { describe: DescribeWords }
export function useWords(): Words {
  const house = useHouseWords()
  const describe = useOwn()
  return useMemo(() => ({ ...house, describe }), [house, describe])
}
