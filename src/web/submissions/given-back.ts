/** What a change of the chapters means for 稿件 is told: their lists are asked for again, and what went back to 存稿 is named. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { call } from '../api.ts'
import { forget } from '../queries.ts'
import { useSubmissionWords } from '../words/submissions.ts'

export function useGivenBack() {
  const own = useSubmissionWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const changed = () => forget(client, 'get /submissions', 'get /submissions/{id}', 'get /topics/{id}/held')
  return {
    changed,
    /** After a chapter of these items was deleted. */
    async deleted(itemIds: readonly string[]) {
      await changed()
      const found = await Promise.all(itemIds.map((item) => call('get /submissions', { query: { item, size: 1 } })))
      const held = found.flatMap(({ items }) => items).filter(({ state }) => state === 'held')
      if (held.length) message.info(own.givenBack(held.map(({ item }) => item.title)), 6)
    },
  }
}
