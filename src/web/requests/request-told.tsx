/** What became of one's own request: it waits, was refused and why, holds until a day, or held. */
import type { AnswerOf } from '../api.ts'
import { useRequestWords } from '../words/requests.ts'
import { useWords } from '../words/words.ts'

type OwnRequest = AnswerOf<'get /access-requests'>['items'][number]

/** What is granted and cannot be read any more, since it was taken out of use, holds no more than what has run out. */
const isHeld = ({ heldUntil, title }: OwnRequest) => heldUntil !== null && title !== ''

export function RequestTold({ request }: { request: OwnRequest }) {
  const words = useWords()
  const own = useRequestWords()
  const { decision, expiresAt, heldUntil, requestedAt, purpose, reason } = request
  const end = heldUntil ?? expiresAt
  const day = end ? words.day(end) : ''
  const state =
    decision === 'granted' ? (isHeld(request) ? own.heldUntil(day) : own.over(day)) : own.states[decision ?? 'open']
  return (
    <>
      <p className="facts">
        <span className={`tag ${isHeld(request) ? 'good' : decision ? '' : 'warn'}`}>{state}</span>
        <span>{own.asked(words.moment(requestedAt))}</span>
      </p>
      <p className="as-written quiet">{purpose}</p>
      {reason && <p className="as-written">{own.reason(reason)}</p>}
    </>
  )
}
