/** 示例材料: offered on the first day, told while it is here, removed in one step. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Progress } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'

const EVERY = 1000

function useSample() {
  const client = useQueryClient()
  const { isAdmin } = useRoles()
  const { data } = useCall(
    'get /sample',
    {},
    { enabled: isAdmin, refetchInterval: (query) => (query.state.data?.job ? EVERY : false) },
  )
  const isLoading = Boolean(data?.job)
  const changed = useEffectEvent(() => void client.invalidateQueries())
  // What has come in is everywhere: on the desk, in the lists, in search.
  useEffect(() => {
    if (!isLoading) return
    return () => changed()
  }, [isLoading])
  return { isAdmin, sample: data, again: () => client.invalidateQueries() }
}

function Loading({ done, total }: { done: number; total: number | null }) {
  const own = useHomeWords()
  return (
    <div className="sample-progress" role="status">
      <span className="small">{own.sample.loading(done, total ?? 0)}</span>
      <Progress
        percent={total ? Math.round((done / total) * 100) : 0}
        size="small"
        showInfo={false}
        aria-hidden="true"
      />
    </div>
  )
}

/** Beside the first steps. */
export function SampleOffer() {
  const words = useWords()
  const own = useHomeWords()
  const { message } = App.useApp()
  const { isAdmin, sample, again } = useSample()
  if (!isAdmin) return null
  const load = async () => {
    try {
      await call('post /sample', {})
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
    await again()
  }
  return (
    <aside className="sample-offer" aria-labelledby="sample-title">
      <img className="print" src="/sample.jpg" alt="" width={280} height={187} />
      <h3 id="sample-title">{own.sample.title}</h3>
      <p className="small quiet">{own.sample.why}</p>
      {sample?.job ? (
        <Loading done={sample.job.done} total={sample.job.total} />
      ) : (
        <Button disabled={!sample} onClick={load}>
          {own.sample.load}
        </Button>
      )}
    </aside>
  )
}

/** Over the desk, as long as it is here. */
export function SampleNote() {
  const words = useWords()
  const own = useHomeWords()
  const { modal, message } = App.useApp()
  const { isAdmin, sample, again } = useSample()
  const remove = () =>
    modal.confirm({
      title: own.sample.remove,
      content: own.sample.removeWhat(sample?.items ?? 0),
      okText: own.sample.remove,
      cancelText: own.year.cancel,
      onOk: async () => {
        try {
          const { removed } = await call('delete /sample', {})
          message.success(own.sample.removed(removed))
        } catch (error) {
          message.error(sentenceOf(error, words), 8)
        }
        await again()
      },
    })
  return (
    <div className="sample-note" role="note">
      <span>{own.sample.here(sample?.items ?? null)}</span>
      <span className="spread" />
      {sample?.job && <Loading done={sample.job.done} total={sample.job.total} />}
      {isAdmin && (
        <Button size="small" onClick={remove}>
          {own.sample.remove}
        </Button>
      )}
    </div>
  )
}
