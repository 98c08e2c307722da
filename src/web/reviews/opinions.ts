/** 审读意见 on the chapter that is open: where they stand, and what an editor does about them. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { type AnswerOf, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { asSource, type Change } from '../publications/compared.ts'
import { forget, useCall } from '../queries.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useWords } from '../words/words.ts'

export type Opinion = AnswerOf<'get /chapters/{id}/opinions'>['items'][number]
/** Of two ways to write the same a review asks nothing. */
const ALIKE = { ignore: 'script,variants,width' }

export interface Opinions {
  /** Those that wait for an answer at a place of the text. */
  atPlaces: Opinion[]
  /** Those that wait, and whose place is gone. */
  lost: Opinion[]
  answered: Opinion[]
  /** What the passage has otherwise than its source, and how that reads. */
  asSource(opinion: Opinion): ReturnType<typeof asSource>
  answer(opinion: Opinion, how: 'changed' | 'kept', reason: string): Promise<void>
  /** To what the source says; `write` puts it into the text as it is saved. */
  revert(opinion: Opinion, write: (changes: Change[]) => void): Promise<void>
}

export function useOpinions(chapter: { id: string; volumeId: string }, ready: () => Promise<boolean>): Opinions {
  const own = useReviewWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = { id: chapter.id }
  const asked = { path, query: ALIKE }
  const all = useCall('get /chapters/{id}/opinions', { path }, { keep: true, staleTime: 0 }).data?.items ?? []
  const waiting = all.filter(({ answered }) => answered === null)
  const atPlaces = waiting.filter(({ place }) => place.state !== 'lost')
  const compared = useCall('get /chapters/{id}/comparison', asked, { enabled: atPlaces.length > 0, keep: true }).data

  async function trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      await forget(client, 'get /chapters/{id}/opinions', 'get /volumes/{id}/reviews')
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const send = ({ id: opinionId, roundId }: Opinion, answer: 'changed' | 'kept', reason: string) =>
    call('put /volumes/{id}/reviews/{roundId}/opinions/{opinionId}/answer', {
      path: { id: chapter.volumeId, roundId, opinionId },
      body: { answer, reason },
    })
  return {
    atPlaces,
    lost: waiting.filter(({ place }) => place.state === 'lost'),
    answered: all.filter(({ answered }) => answered !== null),
    asSource: ({ place }) => asSource(compared?.rows ?? [], place),
    answer: (opinion, how, reason) => trying(() => send(opinion, how, reason)),
    revert: (opinion, write) =>
      trying(async () => {
        // Where it stands now: the text may have gone on since it was shown.
        if (!(await ready())) return void message.warning(own.saveFirst)
        const { items } = await call('get /chapters/{id}/opinions', { path })
        const place = items.find(({ id }) => id === opinion.id)?.place
        const { rows } = await call('get /chapters/{id}/comparison', asked)
        const { changes, reads } = asSource(place && place.state !== 'lost' ? rows : [], place ?? opinion)
        if (changes.length === 0) return void message.warning(own.asSource)
        write(changes)
        await send(opinion, 'changed', own.reverted(reads))
      }),
  }
}
