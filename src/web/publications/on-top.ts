/** A change of what others may change too: where somebody was quicker, it is made again on what is there now. */
import { App } from 'antd'
import { sentenceOf } from '../frame/failure.tsx'
import { useGeneratedWords } from '../words/generated.ts'
import { useWords } from '../words/words.ts'
import { again } from './again.ts'

export function useOnTop() {
  const { stale } = useGeneratedWords()
  const words = useWords()
  const { message } = App.useApp()
  /** What it is then; null: it was refused, and told. */
  return async <Now>(
    seen: Now | undefined,
    put: (now: Now) => Promise<Now>,
    ask: () => Promise<Now>,
  ): Promise<Now | null> => {
    try {
      const { made, isAgain } = await again(seen, put, ask)
      if (isAgain) message.info(stale)
      return made
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
      return null
    }
  }
}
