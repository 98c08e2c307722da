/** The four counters of an accession, and what is on its way to it. */
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useSyncExternalStore } from 'react'
import { addressOf, send } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { sizeShown } from '../frame/sizes.ts'
import { forget, useCall } from '../queries.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'
import type { Accession } from './accession-form.tsx'
import type { Progress, Sending } from './sending.ts'

export const useProgress = (sending: Sending): Progress => useSyncExternalStore(sending.subscribe, sending.progress)

function Bar({ share, isLive = false }: { share: number; isLive?: boolean }) {
  return (
    <span className={`bar ${isLive ? 'live' : ''}`} aria-hidden="true">
      <i style={{ width: `${Math.min(100, share * 100)}%` }} />
    </span>
  )
}

export function Stages({ accession, progress }: { accession: Accession; progress: Progress }) {
  const words = useWords()
  const own = useAccessionWords()
  const { counts } = accession
  const names = own.place.stages
  const coming = progress.files - progress.done
  // A file that made no item has been received, and there is nothing more to it.
  const taken = counts.files - counts.rejected
  const all = Math.max(counts.items, 1)
  const stages = [
    { name: names.received, value: taken, share: taken / Math.max(1, taken + coming), isLive: coming > 0 },
    { name: names.read, value: counts.read, share: counts.read / all },
    { name: names.rendered, value: counts.rendered, share: counts.rendered / all },
    { name: names.searchable, value: counts.searchable, share: counts.searchable / all },
  ]
  return (
    <>
      <ol className="stages">
        {stages.map(({ name, value, share, isLive }) => (
          <li key={name}>
            <span>{name}</span>
            <b className="song">{words.number(value)}</b>
            <Bar share={share} isLive={isLive ?? false} />
          </li>
        ))}
      </ol>
      <p className="hidden-but-read" aria-live="polite">
        {own.place.live(stages.map(({ name, value }) => `${name} ${words.number(value)}`).join('，'))}
      </p>
    </>
  )
}

function useLeft({ rate, bytes, sent }: Progress): string | null {
  const own = useAccessionWords()
  if (!rate) return null
  const seconds = (bytes - sent) / rate
  if (seconds < 60) return own.upload.seconds(Math.max(1, Math.ceil(seconds / 5) * 5))
  if (seconds < 3600) return own.upload.minutes(Math.ceil(seconds / 60))
  return own.upload.hours(Math.ceil(seconds / 3600))
}

export function OnItsWay({ sending, reading }: { sending: Sending; reading: number | null }) {
  const words = useWords()
  const own = useAccessionWords()
  const progress = useProgress(sending)
  const left = useLeft(progress)
  const { state, files, done, refused, bytes, sent, uploads, problem } = progress
  if (reading !== null) return <div className="on-its-way">{own.upload.reading(reading)}</div>
  if (state === 'idle')
    return done > 0 ? (
      <div className="on-its-way quiet" role="status">
        <Icon name="check" /> {own.upload.finished(done - refused, refused)}
      </div>
    ) : null
  const now = uploads.find((one) => one.state === 'sending')
  const [before, name] = own.upload.sending(now?.path || now?.file.name || '')
  const says = {
    paused: own.upload.paused,
    waiting: own.upload.waiting,
    signIn: own.upload.signIn,
    stopped: problem?.message || own.upload.stopped,
    running: '',
  }[state]
  return (
    <div className="on-its-way">
      <p className="line">
        <span className={says ? '' : 'ellipsis as-written'} title={says ? undefined : name}>
          {says ? (
            <b className={state === 'stopped' ? 'bad' : 'warn'}>{says}</b>
          ) : (
            <>
              {before}
              <b>{name}</b>
            </>
          )}
        </span>
        <span className="spread" />
        <span className="quiet of">{own.upload.of(done, files)}</span>
      </p>
      <Bar share={bytes ? sent / bytes : 0} isLive />
      <p className="line quiet small">
        <span className="ellipsis" title={own.upload.keepOpen}>
          {own.upload.bytes(sizeShown(sent), sizeShown(bytes))}
          {left && state === 'running' && `，${own.upload.left(left)}`}
        </span>
        <span className="spread" />
        {state === 'running' || state === 'waiting' || state === 'signIn' ? (
          <Button size="small" type="link" onClick={sending.pause}>
            {own.upload.pause}
          </Button>
        ) : (
          <>
            <Button size="small" type="link" onClick={sending.drop}>
              {own.upload.stop}
            </Button>
            <Button size="small" type="link" onClick={sending.goOn}>
              {own.upload.goOn}
            </Button>
          </>
        )}
      </p>
      <p className="hidden-but-read" aria-live="polite">
        {says || `${words.number(Math.floor((sent / Math.max(1, bytes)) * 10) * 10)}%`}
      </p>
    </div>
  )
}

/** Large files of an earlier visit that are only half here. The browser may not open them by itself. */
export function Unfinished({ accession, progress }: { accession: Accession; progress: Progress }) {
  const own = useAccessionWords()
  const client = useQueryClient()
  const found = useCall('get /uploads', { query: { accession: accession.id } })
  const now = new Set(progress.uploads.map(({ file, path }) => path || file.name))
  const left = (found.data?.items ?? []).filter(
    ({ filename, originalPath, offset, length }) => !now.has(originalPath ?? filename) && offset < length,
  )
  if (left.length === 0 || progress.state === 'running') return null
  const abandon = async (id: string) => {
    await send(addressOf('/uploads/{id}', { id }), { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
    await forget(client, 'get /uploads')
  }
  return (
    <ul className="unfinished">
      {left.map(({ id, filename, originalPath, offset, length }) => (
        <li key={id}>
          <Icon name="clock" />
          <b>{own.upload.unfinished}</b>
          <span className="as-written ellipsis">{originalPath ?? filename}</span>
          <span className="quiet">{own.upload.unfinishedHow(Math.floor((offset / length) * 100))}</span>
          <span className="spread" />
          <Button size="small" type="text" onClick={() => void abandon(id)}>
            {own.upload.abandon}
          </Button>
        </li>
      ))}
    </ul>
  )
}
