/** 等您处理: what waits, most urgent first, each with one button. */
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { type HomeWords, useHomeWords } from '../words/home.ts'
import { useWords, type Words } from '../words/words.ts'

export type Waiting = AnswerOf<'get /desk'>['waiting'][number]

interface Told {
  title: string
  details: string[]
  /** Where the button leads; and the number, where `all` does not. */
  to: string
  /** All that was counted, where the button begins with one of several places. */
  all?: string
  act: string
  places: { to: string; name: string }[]
}

/** What is nought is not said. */
const said = (...parts: [number, (count: number) => string][]) =>
  parts.filter(([count]) => count > 0).map(([count, say]) => say(count))

export function toldOf(waiting: Waiting, own: HomeWords, words: Words): Told {
  switch (waiting.kind) {
    case 'files': {
      const { files } = own
      const { encoding, damaged, same, refused, accessions } = waiting
      return {
        title: files.title,
        details: said(
          [encoding, files.encoding],
          [damaged, files.damaged],
          [same, files.same],
          [refused, files.refused],
        ),
        to: `/accessions/${accessions[0]?.id ?? ''}?tab=attention`,
        act: files.act,
        places: accessions.map(({ id, title }) => ({ to: `/accessions/${id}?tab=attention`, name: title })),
      }
    }
    case 'describe': {
      const { old, onlyDate, accessions } = waiting
      return {
        title: own.describe.title,
        details: said([old, own.describe.old], [onlyDate, own.describe.onlyDate]),
        to: accessions[0] ? `/accessions/${accessions[0].id}/describe` : '/describe',
        ...(accessions.length > 1 ? { all: '/describe?review=describing' } : {}),
        act: own.describe.act,
        places: accessions.map(({ id, accessionNumber }) => ({
          to: `/accessions/${id}/describe`,
          name: accessionNumber,
        })),
      }
    }
    case 'returns': {
      const { first, overdue } = waiting
      return {
        title: own.returns.title,
        details: [...(first ? [own.returns.due(first.title, first.due)] : []), ...said([overdue, own.returns.overdue])],
        to: '/accessions?state=to-return',
        act: own.returns.act,
        places: [],
      }
    }
    case 'review': {
      const { oldest } = waiting
      return {
        title: own.review.title,
        details: oldest ? [own.review.oldest(oldest.by, words.day(oldest.at))] : [],
        to: '/describe?review=submitted',
        act: own.review.act,
        places: [],
      }
    }
    case 'proofs': {
      const { proofs } = own
      const { first, count, items } = waiting
      return {
        title: proofs.title,
        details: said([first, proofs.firstRound], [count - first, proofs.secondRound]),
        to: `/items/${items[0]?.id ?? ''}/transcribe`,
        act: proofs.act,
        places: items.map(({ id, title }) => ({ to: `/items/${id}/transcribe`, name: title })),
      }
    }
    case 'expiring': {
      const { first } = waiting
      return {
        title: own.expiring.title,
        details: first ? [own.expiring.soonest(first.userName, first.title, words.day(first.expiresAt))] : [],
        to: '/admin/requests',
        act: own.expiring.act,
        places: [],
      }
    }
    case 'consents': {
      const { consents } = own
      const { first } = waiting
      return {
        title: consents.title,
        details: first ? [consents.soonest(first.signer, first.title, first.until)] : [],
        to: first ? `/accessions/${first.accessionId}?consents=1` : '/accessions',
        act: consents.act,
        places: [],
      }
    }
    case 'requests':
      return {
        title: own.requests.title,
        details: waiting.oldest ? [own.requests.oldest(waiting.oldest.slice(0, 10))] : [],
        to: '/?requests=1',
        act: own.requests.act,
        places: [],
      }
    case 'reports':
      return {
        title: own.reports.title,
        details: waiting.oldest ? [own.reports.oldest(waiting.oldest.slice(0, 10))] : [],
        to: '/reports',
        act: own.reports.act,
        places: [],
      }
    case 'reported': {
      const { reported } = own
      const { accepted, refused } = waiting
      return {
        title: reported.title,
        details: said([waiting.waiting, reported.waiting], [accepted, reported.accepted], [refused, reported.refused]),
        to: `/reports?state=${accepted ? 'accepted' : refused ? 'refused' : 'open'}`,
        act: reported.act,
        places: [],
      }
    }
    case 'reuse':
      return { title: own.reuse.title, details: [own.reuse.why], to: '/reuse', act: own.reuse.act, places: [] }
    case 'jobs':
      return {
        title: own.jobs.title,
        details: [own.jobs.why],
        to: '/admin/jobs?state=failed',
        act: own.jobs.act,
        places: [],
      }
    case 'rounds': {
      const { rounds } = own
      const { first } = waiting
      return {
        title: rounds.title,
        details: first
          ? [
              rounds.sent(first.title, rounds.stages[first.stage] ?? '', first.by),
              ...(first.dueOn ? [rounds.due(first.dueOn)] : []),
            ]
          : [],
        to: first ? `/volumes/${first.volumeId}/reviews/${first.id}` : '/',
        act: rounds.act,
        places: [],
      }
    }
    case 'asked': {
      const { asked } = own
      const { granted } = waiting
      return {
        title: asked.title,
        details: said(
          [waiting.waiting, asked.waiting],
          [granted.length, asked.granted],
          [waiting.refused, asked.refused],
        ),
        to: '/?requests=1',
        act: asked.act,
        places: [],
      }
    }
  }
}

export function WaitingList({ waiting }: { waiting: Waiting[] }) {
  const words = useWords()
  const own = useHomeWords()
  const go = useNavigate()
  return (
    <ol className="waiting-list">
      {waiting.map((one, i) => {
        const { title, details, to, all = to, act, places } = toldOf(one, own, words)
        return (
          <li key={one.kind}>
            <Link className="song number" to={all} tabIndex={-1} aria-hidden="true">
              {words.number(one.count)}
            </Link>
            <div>
              <h3>
                {one.kind === 'files' && <Icon name="warning" />}
                <span className="hidden-but-read">{words.number(one.count)} </span>
                {title}
              </h3>
              <p className="small">
                {details.join(own.and)}
                {places.map(({ to: place, name }) => (
                  <Link key={place} className="as-written" to={place}>
                    {name}
                  </Link>
                ))}
              </p>
            </div>
            <Button type={i === 0 ? 'primary' : 'default'} onClick={() => go(to)}>
              {act}
            </Button>
          </li>
        )
      })}
    </ol>
  )
}
