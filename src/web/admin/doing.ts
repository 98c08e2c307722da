/** Does something the service may refuse, says what came of it, and looks again at what it changed. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useWords } from '../words/words.ts'

export function useDoing(...changed: Parameters<typeof forget>[1][]) {
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  /** True where it was done. `isSaid`: whether a refusal was said elsewhere, at the fields of a form. */
  return async (act: () => Promise<unknown>, said?: string, isSaid?: (error: unknown) => boolean): Promise<boolean> => {
    try {
      await act()
      if (said) message.success(said)
      return true
    } catch (error) {
      if (!isSaid?.(error)) message.error(sentenceOf(error, words), 8)
      return false
    } finally {
      await forget(client, ...changed)
    }
  }
}
