/** 原文有改动，要采用吗？ Told above the chapter, decided change by change; nothing is taken over without being asked. */
import { Alert, App, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { around } from './compared.ts'
import type { Chapter } from './use-manuscript.ts'

type Change = AnswerOf<'get /chapters/{id}/source-changes'>['changes'][number]
/** A source that has a newer text, and that one's revision. */
interface Newer {
  source: number
  textRevision: number
}

function Line({ change, text, isOn, toggle }: { change: Change; text: string; isOn: boolean; toggle: () => void }) {
  const own = usePublicationWords().changes
  const { before, after, chapter, isEdited } = change
  const beside = chapter ? around(text, chapter) : { before: '', after: '' }
  return (
    <li>
      <Checkbox checked={isOn} disabled={chapter === null} onChange={toggle}>
        <span className="change-text song as-written">
          {beside.before}
          {before && <del>{before}</del>}
          {after && <ins>{after}</ins>}
          {beside.after}
        </span>
        {isEdited && <span className="tag warn">{own.edited}</span>}
        {chapter === null && <span className="tag">{own.gone}</span>}
      </Checkbox>
    </li>
  )
}

function Decide({
  chapter,
  changes,
  take,
  close,
}: {
  chapter: Chapter
  changes: readonly Change[]
  take: (accepted: ReadonlySet<string>) => Promise<boolean>
  close: () => void
}) {
  const own = usePublicationWords()
  const say = own.changes
  const possible = changes.filter((change) => change.chapter !== null)
  // What somebody has written here is not overwritten by a press on the button alone.
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(
    () => new Set(possible.filter(({ isEdited }) => !isEdited).map(({ id }) => id)),
  )
  const [isBusy, setIsBusy] = useState(false)
  const toggle = (id: string) => {
    const next = new Set(accepted)
    if (!next.delete(id)) next.add(id)
    setAccepted(next)
  }
  const done = async () => {
    setIsBusy(true)
    if (await take(accepted)) close()
    else setIsBusy(false)
  }
  return (
    <Modal open title={say.title} width={720} onCancel={close} footer={null} className="source-changes">
      <p className="quiet">{say.lead}</p>
      <ul>
        {changes.map((change) => (
          <Line
            key={change.id}
            change={change}
            text={chapter.text}
            isOn={accepted.has(change.id)}
            toggle={() => toggle(change.id)}
          />
        ))}
      </ul>
      <footer className="dialog-foot">
        <Checkbox
          checked={accepted.size === possible.length && possible.length > 0}
          indeterminate={accepted.size > 0 && accepted.size < possible.length}
          onChange={({ target }) => setAccepted(new Set(target.checked ? possible.map(({ id }) => id) : []))}
        >
          {say.all}
        </Checkbox>
        <span className="spread" />
        <Button onClick={close}>{own.cancel}</Button>
        <Button type="primary" loading={isBusy} onClick={() => void done()}>
          {say.take(accepted.size)}
        </Button>
      </footer>
    </Modal>
  )
}

export function SourceChanges({
  chapter,
  newer,
  ready,
  taken,
}: {
  chapter: Chapter
  newer: readonly Newer[]
  /** What is written is with the service: what is taken over lies on top of it. */
  ready: () => Promise<boolean>
  taken: (now: Chapter) => void
}) {
  const words = useWords()
  const own = usePublicationWords().changes
  const { message } = App.useApp()
  const path = { id: chapter.id }
  const told = useCall('get /chapters/{id}/source-changes', { path }, { staleTime: 0 })
  const [looks, setLooks] = useState(false)
  if (!told.data) return null
  const { changes } = told.data
  const open = async () => {
    if (!(await ready())) return void message.warning(own.unsaved)
    await told.refetch()
    setLooks(true)
  }
  const take = async (accepted: ReadonlySet<string>): Promise<boolean> => {
    try {
      if (!(await ready())) {
        message.warning(own.unsaved)
        return false
      }
      let { revision } = told.data
      for (const { source, textRevision } of newer) {
        const ids = changes.filter((one) => one.source === source && accepted.has(one.id)).map(({ id }) => id)
        const body = { source, textRevision, accepted: ids }
        const now = await call('put /chapters/{id}/taken-over', { path, body }, { ifMatch: revision })
        revision = now.revision
        taken(now)
      }
      message.success(accepted.size > 0 ? own.taken : own.refused)
      return true
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
      return false
    } finally {
      void told.refetch()
    }
  }
  return (
    <>
      <Alert
        type="info"
        banner
        className="changes-told"
        title={changes.length > 0 ? own.told(changes.length) : own.elsewhere}
        action={
          changes.length > 0 ? (
            <Button size="small" onClick={() => void open()}>
              {own.look}
            </Button>
          ) : (
            <Button size="small" onClick={() => void take(new Set())}>
              {own.noted}
            </Button>
          )
        }
      />
      {looks && <Decide chapter={chapter} changes={changes} take={take} close={() => setLooks(false)} />}
    </>
  )
}
