/** 改好，送回初审: a chapter that was returned goes back to whoever returned it. */
import { App, Button } from 'antd'
import { call } from '../api.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useAct } from './act.ts'
import { useStanding } from './standing.ts'

export function SendBack({
  chapter,
  waiting,
  ready,
}: {
  chapter: { id: string; volumeId: string }
  /** Opinions that are not answered. */
  waiting: number
  ready: () => Promise<boolean>
}) {
  const own = useReviewWords()
  const { message } = App.useApp()
  const act = useAct()
  const path = { id: chapter.volumeId }
  const { standing, round } = useStanding(chapter)
  if (standing?.state !== 'returned' || !round) return null
  const { stage, assigneeId, assigneeName } = round
  const send = async () => {
    if (waiting > 0) return void message.warning(own.answerFirst(waiting), 6)
    if (!(await ready())) return void message.warning(own.saveFirst)
    await act(async () => {
      const sent = await call('post /volumes/{id}/reviews', {
        path,
        body: { stage, assigneeId, chapterIds: [chapter.id] },
      })
      const recall = () =>
        act(() => call('post /volumes/{id}/reviews/{roundId}/recall', { path: { ...path, roundId: sent.id } }))
      const content = (
        <span>
          {own.sentBack(assigneeName, own.stages[stage])}{' '}
          <Button size="small" type="link" onClick={() => void recall().then(() => message.destroy(sent.id))}>
            {own.recall}
          </Button>
        </span>
      )
      void message.open({ type: 'success', key: sent.id, content, duration: 10 })
    })
  }
  return (
    <Button type="primary" onClick={() => void send()}>
      {own.sendBack(own.stages[stage])}
    </Button>
  )
}
