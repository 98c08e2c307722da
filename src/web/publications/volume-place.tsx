/** 编研: the material, the outline, and the chapter that is open. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import { call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, forget, useCall } from '../queries.ts'
import { Steps } from '../reviews/steps.tsx'
import { useGivenBack } from '../submissions/given-back.ts'
import { useGeneratedWords } from '../words/generated.ts'
import { useNoteWords } from '../words/notes.ts'
import { usePageWords } from '../words/pages.ts'
import { usePlateWords } from '../words/plates.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { addChapter, type Material } from './add-chapter.ts'
import { ExportButton } from './export-button.tsx'
import { MaterialPane } from './material-pane.tsx'
import { type Place, rowsOf, sectionOf } from './outline.ts'
import { OutlinePane } from './outline-pane.tsx'
import { useOutline } from './use-outline.ts'
import { type Volume, VolumeForm } from './volume-form.tsx'
import './publications.css'
import '../submissions/submissions.css'
import './volume.css'

const ReferencesDialog = lazy(async () => ({
  default: (await import('./references-dialog.tsx')).ReferencesDialog,
}))
const PlatesPane = lazy(async () => ({ default: (await import('./plates-pane.tsx')).PlatesPane }))
const ClearancePane = lazy(async () => ({ default: (await import('./clearance-pane.tsx')).ClearancePane }))
const ChroniclePane = lazy(async () => ({ default: (await import('./chronicle-pane.tsx')).ChroniclePane }))
const AuthorsPane = lazy(async () => ({ default: (await import('./authors-pane.tsx')).AuthorsPane }))
/** What stands where a chapter would, by its name in the address. */
const panes: Record<string, (props: { volume: Volume }) => React.ReactNode> = {
  plates: ({ volume }) => <PlatesPane volumeId={volume.id} />,
  rights: ({ volume }) => <ClearancePane volumeId={volume.id} />,
  chronicle: ({ volume }) => <ChroniclePane volume={volume} />,
  authors: ({ volume }) => <AuthorsPane volume={volume} />,
}
const ChapterPane = lazy(async () => ({ default: (await import('./chapter-pane.tsx')).ChapterPane }))

function VolumeOpen({ volume }: { volume: Volume }) {
  const words = useWords()
  const own = usePublicationWords()
  const said = useNoteWords()
  const pages = usePageWords()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params, setParams] = useSearchParams()
  const [isEditing, setIsEditing] = useState(false)
  const [isListing, setIsListing] = useState(false)
  /** The line the keyboard was in last: what is new goes to its 栏目. */
  const [line, setLine] = useState<string | null>(null)
  const outline = useOutline(volume.id)
  const givenBack = useGivenBack()
  const current = params.get('chapter')
  const open = params.get('open')
  const Pane = open === null ? undefined : panes[open]
  const pictured = usePlateWords()
  const generated = useGeneratedWords()
  const client = useQueryClient()
  const plates = useCall('get /volumes/{id}/plates', { path: { id: volume.id } })
  const placed = plates.data?.items
  const clearance = useCall('get /volumes/{id}/clearance', { path: { id: volume.id } })
  const nodes = outline.data?.nodes ?? []
  const rows = rowsOf(nodes)
  const chosen = rows.find(({ node }) => node.id === current)?.node
  const use = useMemo(() => {
    const chapters = rowsOf(outline.data?.nodes ?? []).flatMap(({ node }) => (node.kind === 'chapter' ? [node] : []))
    return {
      volume: new Set([...chapters.flatMap(({ itemIds }) => itemIds), ...(placed ?? []).map(({ itemId }) => itemId)]),
      chapter: new Set(chapters.find(({ id }) => id === current)?.itemIds),
    }
  }, [outline.data, placed, current])
  const name = [own.issue(volume.number), volume.title].filter(Boolean).join(' ')
  useTitle(`${name || own.title} ${volume.seriesTitle}`)
  const choose = (id: string | null) => setParams(id === null ? {} : { chapter: id })

  /** Told at once; the last week before print is too late. */
  const tell = (missing: { text: string }[]) => {
    if (missing.length) message.warning(pictured.missing(missing.map(({ text }) => text).join('、')), 8)
  }
  const take = async (material: Material, { parentId, beforeId }: Place) => {
    try {
      if (open === 'plates') {
        const { missing } = await call('post /volumes/{id}/plates', {
          path: { id: volume.id },
          body: { itemId: material.itemId },
        })
        await forget(client, 'get /volumes/{id}/plates', 'get /volumes/{id}/clearance')
        message.success(pictured.added(material.title))
        return tell(missing)
      }
      const made = await addChapter(volume.id, material, parentId)
      if (!made) return void message.warning(own.material.noText)
      void givenBack.changed()
      await outline.refetch()
      if (beforeId !== null) await outline.move({ id: made.id, parentId, beforeId })
      const section = rows.find(({ node }) => node.id === parentId)?.node.title ?? ''
      message.success(own.material.added(made.title, section))
      await forget(client, 'get /volumes/{id}/clearance')
      tell(made.missing)
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const chars = rows.reduce((sum, { node }) => sum + (node.kind === 'chapter' ? node.chars : 0), 0)
  return (
    <div className="volume-place">
      <header className="volume-head">
        <div>
          <nav className="crumbs small quiet" aria-label={own.title}>
            <Link to="/volumes">{own.title}</Link>
            <span>/</span>
            <span>{volume.seriesTitle}</span>
          </nav>
          <h1>
            {own.issue(volume.number)} <span>{volume.title}</span>
          </h1>
        </div>
        <span className="tag">{own.volume.types[volume.type]}</span>
        <Steps volumeId={volume.id} />
        <span className="spread" />
        <Button onClick={() => setIsListing(true)}>{said.references}</Button>
        <Button onClick={() => setIsEditing(true)}>{own.volume.edit}</Button>
        <Button icon={<Icon name="book" />} onClick={() => void navigate(`/volumes/${volume.id}/pages`)}>
          {pages.title}
        </Button>
        <ExportButton volumeId={volume.id} />
      </header>
      <div className="volume-panes">
        <MaterialPane
          volume={volume}
          use={use}
          kinds={open === 'plates' ? ['photograph', 'scan'] : ['text', 'scan']}
          add={(material) => void take(material, { parentId: sectionOf(nodes, line ?? current), beforeId: null })}
        />
        <OutlinePane
          removed={(itemIds) => void givenBack.deleted(itemIds)}
          volumeId={volume.id}
          outline={outline}
          planned={own.volume.planned(chars, volume.plannedChars)}
          current={current}
          choose={choose}
          line={line}
          setLine={setLine}
          take={(material, place) => void take(material, place)}
          below={
            <>
              <button type="button" aria-pressed={open === 'plates'} onClick={() => setParams({ open: 'plates' })}>
                <Icon name="picture" /> {pictured.tab(placed?.length ?? 0)}
              </button>
              {(['chronicle', 'authors'] as const).map((part) => (
                <button key={part} type="button" aria-pressed={open === part} onClick={() => setParams({ open: part })}>
                  <Icon name={part === 'chronicle' ? 'clock' : 'person'} /> {generated[part].label}
                </button>
              ))}
              {clearance.data && (
                <button type="button" aria-pressed={open === 'rights'} onClick={() => setParams({ open: 'rights' })}>
                  <Icon name={clearance.data.missing ? 'warning' : 'check'} />{' '}
                  {pictured.rights.tab(clearance.data.missing)}
                </button>
              )}
            </>
          }
        />
        <div className="chapter-room">
          {outline.error && <Failure error={outline.error} again={() => void outline.refetch()} />}
          {Pane ? (
            <Suspense fallback={<Waiting />}>
              <Pane volume={volume} />
            </Suspense>
          ) : current !== null && (chosen || outline.isFetching) ? (
            <Suspense fallback={<Waiting />}>
              <ChapterPane key={current} id={current} />
            </Suspense>
          ) : (
            !outline.error && <p className="chapter-none quiet">{own.chapter.choose}</p>
          )}
        </div>
      </div>
      {isListing && (
        <Suspense fallback={null}>
          <ReferencesDialog volumeId={volume.id} close={() => setIsListing(false)} />
        </Suspense>
      )}
      {isEditing && (
        <VolumeForm
          series={{ id: volume.publicationId, title: volume.seriesTitle }}
          volume={volume}
          close={() => setIsEditing(false)}
          done={() => undefined}
        />
      )}
    </div>
  )
}

export function VolumePlace() {
  const { id = '' } = useParams()
  const volume = useCall('get /volumes/{id}', { path: { id } })
  if (failureOf(volume))
    return (
      <div className="sheet">
        <Failure error={volume.error} again={() => void volume.refetch()} />
      </div>
    )
  if (!volume.data) return <Waiting />
  if (volume.data.printed) return <Navigate replace to={`/printed/volumes/${id}`} />
  return <VolumeOpen key={id} volume={volume.data} />
}
