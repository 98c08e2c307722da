/** Work that may be refused: told, and everything that shows it read again. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useWords } from '../words/words.ts'

export function useAct() {
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return async <Made>(work: () => Promise<Made>): Promise<Made | null> => {
    try {
      const made = await work()
      await forget(
        client,
        'get /volumes/{id}/printings',
        'get /volumes/{id}/errata',
        'get /errata/{id}',
        'get /volumes/{id}/fees',
        'get /volumes/{id}/dispatches',
        'get /exchange-units',
        'get /volumes/{id}/ledger',
      )
      return made
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
      return null
    }
  }
}
