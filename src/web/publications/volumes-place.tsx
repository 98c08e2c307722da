/** 丛刊 and their 辑, with how much is in each. */
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { CompilingTabs } from '../submissions/compiling-tabs.tsx'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { NameDialog } from './naming.tsx'
import { VolumeForm } from './volume-form.tsx'
import './publications.css'

type Series = AnswerOf<'get /publications'>['items'][number]
type Volume = AnswerOf<'get /volumes'>['items'][number]

function VolumeLine({ volume }: { volume: Volume }) {
  const words = useWords()
  const own = usePublicationWords()
  return (
    <li>
      <h3>
        <Link className="song" to={volume.printed ? `/printed/volumes/${volume.id}` : `/volumes/${volume.id}`}>
          {own.issue(volume.number)} <span>{volume.title}</span>
        </Link>
      </h3>
      <p className="facts">
        <span className="tag">{own.volume.types[volume.type]}</span>
        <span>{own.volume.chapters(volume.chapters)}</span>
        <span>{own.volume.planned(volume.chars, volume.plannedChars)}</span>
        {volume.printed ? (
          <>
            <span>{volume.printed.year}</span>
            <span className="tag good">{words.printed}</span>
          </>
        ) : (
          <time dateTime={volume.createdAt}>{words.day(volume.createdAt)}</time>
        )}
      </p>
    </li>
  )
}

export function VolumesPlace() {
  const own = usePublicationWords()
  const go = useNavigate()
  const does = useDoing('get /publications', 'get /volumes')
  const series = useCall('get /publications', { query: { size: 200 } })
  const volumes = useCall('get /volumes', { query: { size: 200 } })
  const [naming, setNaming] = useState<Series | 'new' | null>(null)
  const [making, setMaking] = useState<Series | null>(null)
  useTitle(own.title)
  const error = series.error ?? volumes.error
  const all = series.data?.items ?? []
  return (
    <div className="sheet volumes-place">
      <CompilingTabs />
      <header className="place-head">
        <h1>{own.title}</h1>
        <span className="spread" />
        <Button icon={<Icon name="plus" />} onClick={() => setNaming('new')}>
          {own.series.create}
        </Button>
      </header>
      <p className="lead quiet">{own.lead}</p>
      {error && <Failure error={error} again={() => void Promise.all([series.refetch(), volumes.refetch()])} />}
      {(series.isPending || volumes.isPending) && !error && <Waiting />}
      {series.data && all.length === 0 && (
        <div className="empty">
          <p>{own.series.none}</p>
        </div>
      )}
      {volumes.data &&
        all.map((one) => {
          const its = volumes.data.items.filter(({ publicationId }) => publicationId === one.id)
          return (
            <section key={one.id} className="series" aria-labelledby={`series-${one.id}`}>
              <header>
                <h2 id={`series-${one.id}`}>{one.title}</h2>
                <span className="quiet small">{own.series.volumes(its.length)}</span>
                <Button type="text" size="small" onClick={() => setNaming(one)}>
                  {own.series.rename}
                </Button>
                <span className="spread" />
                <Button size="small" icon={<Icon name="plus" />} onClick={() => setMaking(one)}>
                  {own.volume.create}
                </Button>
              </header>
              {its.length === 0 && <p className="quiet">{own.volume.none}</p>}
              <ul className="volume-list">
                {its.map((volume) => (
                  <VolumeLine key={volume.id} volume={volume} />
                ))}
              </ul>
            </section>
          )
        })}
      {naming && (
        <NameDialog
          heading={naming === 'new' ? own.series.create : own.series.rename}
          label={own.series.label}
          hint={own.series.rule}
          placeholder={own.series.hint}
          first={{ title: naming === 'new' ? '' : naming.title, byline: '' }}
          submit={({ title }) =>
            does(() =>
              naming === 'new'
                ? call('post /publications', { body: { title } })
                : call('patch /publications/{id}', { path: { id: naming.id }, body: { title } }),
            )
          }
          close={() => setNaming(null)}
        />
      )}
      {making && (
        <VolumeForm series={making} close={() => setMaking(null)} done={(volume) => go(`/volumes/${volume.id}`)} />
      )}
    </div>
  )
}
