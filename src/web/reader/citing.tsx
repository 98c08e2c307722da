/** 引用 from a list: made by the service in the style used last, copied, and told. */
import { App } from 'antd'
import { call } from '../api.ts'
import { useCopying } from '../frame/copying.tsx'
import { sentenceOf } from '../frame/failure.tsx'
import { useWords } from '../words/words.ts'
import { styleNow } from './citation-styles.ts'

export function useCiting() {
  const words = useWords()
  const { message } = App.useApp()
  const copy = useCopying()
  /** `passage`: of a revision of the text; without it the whole item is cited. */
  return async (id: string, passage?: { start: number; end: number; revision: number }): Promise<void> => {
    try {
      const { start, end, revision } = passage ?? {}
      const query = { style: styleNow(), ...(passage ? { start, end, revision } : {}) }
      const made = await call('get /items/{id}/exports/citation', { path: { id }, query })
      await copy(
        made.text,
        <span className="as-written">
          {made.quote ? words.reader.cited : words.reader.citedSource} {made.citation}
        </span>,
      )
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
  }
}
