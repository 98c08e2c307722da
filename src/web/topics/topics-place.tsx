/** 选题: what is planned, approved and filed; one press makes a volume of a topic. */
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { CompilingTabs } from '../submissions/compiling-tabs.tsx'
import { Reasons } from '../submissions/reasons.tsx'
import { UseTag } from '../submissions/use-tag.tsx'
import { useSubmissionWords } from '../words/submissions.ts'
import { type Topic, TopicForm } from './topic-form.tsx'

type Listed = AnswerOf<'get /topics'>['items'][number]
const FIRST = 5

/** The best of what comes back, and how many there are. */
function HeldFor({ topic }: { topic: Listed }) {
  const own = useSubmissionWords()
  const found = useCall('get /topics/{id}/held', { path: { id: topic.id }, query: { size: FIRST } })
  if (found.error) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return null
  const { total, items } = found.data
  return (
    <details>
      <summary>
        {own.topics.held} <span className="count">{own.held.total(total)}</span>
      </summary>
      {total === 0 && <p className="quiet">{own.held.none}</p>}
      <ul>
        {items.map(({ submission, reasons }) => (
          <li key={submission.id} className="held-line">
            <p className="held-head">
              <Link className="song as-written" to={`/submissions?open=${submission.id}`}>
                {submission.item.title}
              </Link>
              <UseTag use={submission.use} />
            </p>
            <Reasons reasons={reasons} />
          </li>
        ))}
      </ul>
      {total > items.length && <p className="quiet small">{own.held.more(items.length, total)}</p>}
    </details>
  )
}

function TopicLine({ topic, change }: { topic: Listed; change: () => void }) {
  const own = useSubmissionWords().topics
  const { isEditor } = useRoles()
  const go = useNavigate()
  const series = useCall('get /publications', { query: { size: 200 } }, { enabled: isEditor })
  const does = useDoing('get /volumes', 'get /topics')
  const { title, rationale, period, places, subjects, plan, majorCategory, filing, state, volumes } = topic
  const plannedChars = plan.reduce((sum, { wantedChars }) => sum + wantedChars, 0)
  const build = (publicationId: string) =>
    does(async () => {
      const body = { title, topicId: topic.id, plannedChars }
      const made = await call('post /publications/{id}/volumes', { path: { id: publicationId }, body })
      go(`/volumes/${made.id}`)
    })
  const all = series.data?.items ?? []
  return (
    <li>
      <h2 className="as-written">
        {title} <span className="tag">{own.states[state]}</span>
        {filing.state !== 'none' && (
          <span className={`tag ${filing.state === 'granted' ? 'good' : 'warn'}`}>
            {own.filing}　{own.filings[filing.state]}
          </span>
        )}
        {volumes > 0 && <span className="tag good">{own.volumes(volumes)}</span>}
      </h2>
      {rationale && <p className="quiet as-written">{rationale}</p>}
      <p className="facts as-written">
        {period && (
          <span title={period.start || period.end ? own.periodRead(period.start ?? '', period.end ?? '') : ''}>
            {own.period}　<b>{period.text}</b>{' '}
            <small className={period.start || period.end ? 'quiet' : 'warn'}>
              {period.start || period.end ? own.periodRead(period.start ?? '', period.end ?? '') : own.periodUnread}
            </small>
          </span>
        )}
        {places.length > 0 && (
          <span>
            {own.places}　<b>{places.join('、')}</b>
          </span>
        )}
        {subjects.length > 0 && (
          <span>
            {own.subjects}　<b>{subjects.join('、')}</b>
          </span>
        )}
        {plan.length > 0 && <span>{own.planned(plan.length, plannedChars)}</span>}
        {majorCategory && <span>{majorCategory}</span>}
      </p>
      <HeldFor topic={topic} />
      {isEditor && (
        <p className="topic-acts">
          <Dropdown
            trigger={['click']}
            disabled={series.data === undefined}
            menu={{
              items: all.length
                ? all.map((one) => ({ key: one.id, label: one.title }))
                : [{ key: '', label: own.noSeries, disabled: true }],
              onClick: ({ key }) => void build(key),
            }}
          >
            <Button icon={<Icon name="book" />} title={own.chooseSeries}>
              {own.build}
            </Button>
          </Dropdown>
          <Button onClick={change}>{own.change}</Button>
        </p>
      )}
    </li>
  )
}

export function TopicsPlace() {
  const own = useSubmissionWords().topics
  const { isEditor } = useRoles()
  const found = useCall('get /topics', { query: { size: 200 } })
  const [form, setForm] = useState<Topic | 'new' | null>(null)
  useTitle(own.title)
  return (
    <div className="sheet topics-place">
      <CompilingTabs />
      <header className="place-head">
        <h1>{own.title}</h1>
        <span className="spread" />
        {isEditor && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setForm('new')}>
            {own.create}
          </Button>
        )}
      </header>
      <p className="lead quiet">{own.lead}</p>
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data?.total === 0 && (
        <div className="empty">
          <p>{own.none}</p>
          <p className="quiet">{own.noneWhy}</p>
        </div>
      )}
      <ul className="topic-list">
        {found.data?.items.map((topic) => (
          <TopicLine key={topic.id} topic={topic} change={() => setForm(topic)} />
        ))}
      </ul>
      {form && <TopicForm {...(form === 'new' ? {} : { topic: form })} close={() => setForm(null)} />}
    </div>
  )
}
