/** A change of what others may change too: where somebody was quicker, it is made again on what is there now. */
import { App } from 'antd'
import { Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { useGeneratedWords } from '../words/generated.ts'
import { useWords } from '../words/words.ts'

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
      for (let now = seen; now !== undefined; ) {
        try {
          const saved = await put(now)
          if (now !== seen) message.info(stale)
          return saved
        } catch (error) {
          if (!(error instanceof Refusal && error.status === 412)) throw error
          now = await ask()
        }
      }
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
    return null
  }
}
