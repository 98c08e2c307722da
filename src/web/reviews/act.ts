/** Work on the reviews of a volume that may be refused: told, and everything read again. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useWords } from '../words/words.ts'

export function useAct() {
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      await forget(
        client,
        'get /volumes/{id}/reviews',
        'get /volumes/{id}/proofs',
        'get /volumes/{id}/ledger',
        'get /volumes/{id}/outline',
      )
      return true
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
      return false
    }
  }
}
