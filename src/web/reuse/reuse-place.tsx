/** 查重: pairs of items that share passages and nobody has decided about; one after the other, by keyboard. */
import { Button, Pagination, Segmented } from 'antd'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useReuseWords } from '../words/reuse.ts'
import { useWords } from '../words/words.ts'
import { type Decision, decisions, useDecide } from './deciding.ts'
import { DecisionBar } from './decision-bar.tsx'
import { SideBySide } from './side-by-side.tsx'
import './reuse.css'

type Listed = AnswerOf<'get /reuse'>['items'][number]
const states = ['none', ...decisions] as const
const SIZE = 50

function PairList({ pairs, current, open }: { pairs: Listed[]; current: string; open: (id: string) => void }) {
  const own = useReuseWords()
  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is kept in sight
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <ol className="pair-list" ref={list} aria-label={own.list}>
      {pairs.map(({ id, item, other, kind, characters }) => (
        <li key={id}>
          <button type="button" aria-current={id === current || undefined} onClick={() => open(id)}>
            <b className="as-written ellipsis">{item.title}</b>
            <span className="as-written ellipsis">{other.title}</span>
            <span className="small quiet">
              {own.kinds[kind]}　{own.characters(characters)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

export function ReusePlace() {
  const words = useWords()
  const own = useReuseWords()
  const [params, setParams] = useSearchParams()
  const { isBusy, decide, undo } = useDecide()
  useTitle(own.title)
  const decision = states.find((one) => one === params.get('decision')) ?? 'none'
  const accession = params.get('accession') ?? undefined
  const page = Math.max(1, Number(params.get('page')) || 1)
  const found = useCall('get /reuse', { query: { decision, accession, page, size: SIZE } }, { keep: true })
  const pairs = found.data?.items ?? []
  const at = Math.max(
    0,
    pairs.findIndex(({ id }) => id === params.get('pair')),
  )
  const pair = pairs[at]
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    setParams(next, { replace: true })
  }
  const move = (by: number) => {
    const to = pairs[at + by]
    if (to) put({ pair: to.id })
  }
  const say = async (to: Decision, note: string) => {
    if (!pair) return
    const { decided } = pair
    const next = pairs[at + 1] ?? pairs[at - 1]
    const before = { ...pair, decision: decided?.decision ?? null, note: decided?.note ?? '' }
    // Once it is undone one is back at the pair.
    const isDecided = await decide(before, to, note, ({ id }) => put({ pair: id }))
    // Where only the reason is another one stays.
    if (isDecided && to !== before.decision) put({ pair: next?.id ?? null })
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    u: () => void undo().then((back) => back && put({ pair: back.id })),
  })
  return (
    <div className="sheet reuse-place">
      <header className="place-head">
        <h1>{own.title}</h1>
        <span className="spread" />
        {accession && <Button onClick={() => put({ accession: null, pair: null, page: null })}>{own.all}</Button>}
        <Segmented
          aria-label={own.state}
          value={decision}
          options={states.map((value) => ({ value, label: own.states[value] ?? value }))}
          onChange={(value) => put({ decision: value === 'none' ? null : value, pair: null, page: null })}
        />
      </header>
      {decision === 'none' && pairs.length > 0 && <p className="quiet lead">{own.lead}</p>}
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data?.total === 0 && <p className="empty">{own.none[decision] ?? own.noneOf}</p>}
      {pair && (
        <div className="reuse-columns">
          <nav>
            <PairList pairs={pairs} current={pair.id} open={(id) => put({ pair: id })} />
            {found.data!.total > SIZE && (
              <Pagination
                simple
                current={page}
                pageSize={SIZE}
                total={Math.min(found.data!.total, 10_000)}
                onChange={(to) => put({ page: String(to), pair: null })}
              />
            )}
          </nav>
          <section aria-label={`${pair.item.title} ${pair.other.title}`}>
            <div className="reuse-bar">
              <DecisionBar
                key={pair.id}
                decided={pair.decided?.decision ?? null}
                note={pair.decided?.note ?? ''}
                isBusy={isBusy}
                decide={(...said) => void say(...said)}
              />
              <span className="spread" />
              <span className="quiet small" role="status">
                {words.reader.nth((page - 1) * SIZE + at + 1, found.data!.total)}
              </span>
              <Button
                aria-label={own.previous}
                title={`${own.previous} k`}
                icon={<Icon name="up" />}
                disabled={at === 0}
                onClick={() => move(-1)}
              />
              <Button
                aria-label={own.next}
                title={`${own.next} j`}
                icon={<Icon name="fall" />}
                disabled={at >= pairs.length - 1}
                onClick={() => move(1)}
              />
            </div>
            {pair.decided && (
              <p className="small quiet">
                {own.decided(
                  own.states[pair.decided.decision] ?? '',
                  pair.decided.byName,
                  words.moment(pair.decided.at),
                )}
              </p>
            )}
            <SideBySide key={pair.id} id={pair.item.id} otherId={pair.other.id} isOwnLater />
          </section>
        </div>
      )}
    </div>
  )
}
