/** One batch: its facts, files dropped anywhere on the page, what each came to, and what waits for somebody. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { addressOf, call } from '../api.ts'
import { catalogueItems } from '../describe/catalogue-menu.tsx'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useLive } from '../frame/live.ts'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { Consents } from '../rights/consents.tsx'
import { useRegistering } from '../submissions/register-button.tsx'
import { type AccessionWords, useAccessionWords } from '../words/accessions.ts'
import { useCatalogueWords } from '../words/catalogues.ts'
import { useRegisteringWords } from '../words/registering.ts'
import { useRightsWords } from '../words/rights.ts'
import { useWords } from '../words/words.ts'
import { type Accession, AccessionForm } from './accession-form.tsx'
import { chosenFiles, droppedFiles } from './dropped.ts'
import { FileList, type Tab, tabs } from './file-list.tsx'
import { GiveBack } from './give-back.tsx'
import { PageFolders } from './page-folders.tsx'
import { OnItsWay, Stages, Unfinished, useProgress } from './progress-bar.tsx'
import { sendingTo } from './sending.ts'
import './accessions.css'
import './accession.css'

const ROWS_EVERY = 1200

/** The accession with its counts as they are now; its rows follow a little behind. */
function useAccession(id: string) {
  const client = useQueryClient()
  const asked = { path: { id } }
  const [isLive, setIsLive] = useState(false)
  const accession = useCall('get /accessions/{id}', asked, { refetchInterval: isLive ? false : 3000 })
  const due = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const live = useLive<Accession['counts']>(`accession:${id}`, (counts) => {
    client.setQueryData(keyOf('get /accessions/{id}', asked), (before?: Accession) => before && { ...before, counts })
    if (due.current === undefined)
      due.current = setTimeout(() => {
        due.current = undefined
        void forget(client, 'get /accessions/{id}/files')
      }, ROWS_EVERY)
  })
  useEffect(() => setIsLive(live), [live])
  useEffect(() => () => clearTimeout(due.current), [])
  return accession
}

/** Files dropped anywhere; nothing leaves the page by mistake. */
function useDrop(take: (transfer: DataTransfer) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const dropped = useEffectEvent(take)
  useEffect(() => {
    let depth = 0
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth++
      setIsOver(true)
    }
    const over = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault()
    }
    const leave = (event: DragEvent) => {
      if (holdsFiles(event) && --depth <= 0) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth = 0
      setIsOver(false)
      if (event.dataTransfer) dropped(event.dataTransfer)
    }
    const all = { dragenter: enter, dragover: over, dragleave: leave, drop }
    for (const [name, listen] of Object.entries(all)) addEventListener(name, listen as EventListener)
    return () => {
      for (const [name, listen] of Object.entries(all)) removeEventListener(name, listen as EventListener)
    }
  }, [])
  return isOver
}

function Facts({ accession, change }: { accession: Accession; change: () => void }) {
  const own = useAccessionWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { contributor, acquisitionType, receivedDate, handler, returnOriginal, returnDue, returned, closedAt } =
    accession
  const { triedFirst } = accession
  const forgetEncoding = async () => {
    try {
      await call('delete /accessions/{id}/encoding', { path: { id: accession.id } })
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /accessions/{id}')
  }
  const facts: [string, string][] = [
    [own.place.source, contributor?.name ?? ''],
    [own.place.type, own.types[acquisitionType] ?? ''],
    [own.place.received, receivedDate],
    [own.place.handler, handler],
    [
      own.place.returns,
      returned ? own.place.returned(returned.at) : returnOriginal ? own.place.mustReturn(returnDue) : '',
    ],
  ]
  return (
    <p className="facts accession-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <span key={name}>
            {name} <b className="as-written">{value}</b>
          </span>
        ))}
      {triedFirst && (
        <span>
          {own.encoding.triedFirst(own.encoding.names[triedFirst] ?? triedFirst)}
          <Button size="small" type="link" onClick={forgetEncoding}>
            {own.encoding.forget}
          </Button>
        </span>
      )}
      {closedAt && <span className="tag">{own.place.closedOn(closedAt.slice(0, 10))}</span>}
      <Button size="small" type="link" onClick={change}>
        {own.place.change}
      </Button>
    </p>
  )
}

const paperNames = ['receipt', 'register', 'certificate', 'consent'] as const

/** Each paper as a page to print, and as a file to go on writing in. */
function paperItems(id: string, own: AccessionWords) {
  const address = (paper: string, format?: 'docx') =>
    addressOf('/accessions/{id}/papers/{paper}', { id, paper }, { format })
  return [
    ...paperNames.map((paper) => ({
      key: paper,
      label: (
        <a href={address(paper)} target="_blank" rel="noreferrer">
          {own.place.paperNames[paper]}
        </a>
      ),
    })),
    {
      key: 'word',
      label: own.place.asWord,
      children: paperNames.map((paper) => ({
        key: `${paper}.docx`,
        label: (
          <a href={address(paper, 'docx')} download>
            {own.place.paperNames[paper]}
          </a>
        ),
      })),
    },
  ]
}

export function AccessionPlace() {
  const words = useWords()
  const own = useAccessionWords()
  const catalogueWords = useCatalogueWords()
  const registeringWords = useRegisteringWords()
  const rightsWords = useRightsWords()
  const register = useRegistering()
  const client = useQueryClient()
  const go = useNavigate()
  const { message, modal } = App.useApp()
  const { id = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const [dialog, setDialog] = useState<'change' | 'giveBack' | 'consents' | null>(
    params.has('consents') ? 'consents' : null,
  )
  const [reading, setReading] = useState<number | null>(null)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const found = useAccession(id)
  const sending = sendingTo(id)
  const progress = useProgress(sending)
  const accession = found.data
  useTitle(accession ? `${accession.accessionNumber} ${accession.title}` : own.title)
  const isOpen = accession !== undefined && accession.closedAt === null
  const isOver = useDrop((transfer) => {
    if (!isOpen) return void message.warning(own.place.dropClosed)
    setReading(0)
    void droppedFiles(transfer, setReading).then((some) => {
      setReading(null)
      if (some.length === 0) message.info(own.upload.none)
      sending.add(some)
    })
  })
  if (found.error && !accession)
    return (
      <div className="sheet">
        <Failure error={found.error} again={() => void found.refetch()} />
      </div>
    )
  if (!accession) return <Waiting />
  const tab: Tab = tabs.find((one) => one === params.get('tab')) ?? 'all'
  const { counts } = accession
  const coming = progress.uploads.length
  const tabCounts: Record<Tab, number> = {
    all: counts.files + coming,
    attention: counts.attention,
    working: counts.working + coming,
    done: counts.done,
  }
  const chosen = ({ target }: { target: HTMLInputElement }) => {
    if (target.files) sending.add(chosenFiles(target.files))
    target.value = ''
  }
  const close = () =>
    modal.confirm({
      title: own.place.closeTitle,
      content: own.place.closeWhy,
      okText: own.place.close,
      async onOk() {
        try {
          await call('put /accessions/{id}/closure', { path: { id } })
          message.success(own.place.closed)
        } catch (error) {
          message.error(sentenceOf(error, words))
        }
        await forget(client, 'get /accessions/{id}', 'get /accessions')
      },
    })
  const more = [
    ...(accession.returnOriginal ? [{ key: 'giveBack', label: own.place.giveBack }] : []),
    { key: 'change', label: own.form.change },
    { key: 'consents', label: rightsWords.consents.title },
    ...(counts.items ? [{ key: 'submissions', label: registeringWords.register }] : []),
    ...(isOpen ? [{ type: 'divider' as const }, { key: 'close', label: own.place.close }] : []),
  ]
  const act = ({ key }: { key: string }) => {
    if (key === 'close') close()
    else if (key === 'submissions') void register({ accession: id })
    else setDialog(key as 'change' | 'giveBack' | 'consents')
  }
  return (
    <div className={`sheet accession-place ${isOver ? 'is-over' : ''}`}>
      <nav className="crumbs small" aria-label={own.title}>
        <Link to="/accessions">{own.title}</Link> / <span className="reference">{accession.accessionNumber}</span>
      </nav>
      <header className="place-head">
        <div>
          <h1 className="as-written">{accession.title}</h1>
          <Facts accession={accession} change={() => setDialog('change')} />
        </div>
        <span className="spread" />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [...paperItems(id, own), { type: 'divider' }, ...catalogueItems({ accession: id }, catalogueWords)],
          }}
        >
          <Button icon={<Icon name="file" />}>{own.place.papers}</Button>
        </Dropdown>
        {isOpen && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'files', label: own.place.chooseFiles },
                { key: 'folder', label: own.place.chooseFolder },
              ],
              onClick: ({ key }) => (key === 'files' ? files : folder).current?.click(),
            }}
          >
            <Button icon={<Icon name="plus" />}>{own.place.addFiles}</Button>
          </Dropdown>
        )}
        {counts.items > 0 && (
          <Button
            type="primary"
            href={`/accessions/${id}/describe`}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              go(`/accessions/${id}/describe`)
            }}
          >
            {own.place.describe(counts.items)}
          </Button>
        )}
        <Dropdown trigger={['click']} menu={{ items: more, onClick: act }}>
          <Button icon={<Icon name="more" />} aria-label={own.place.more} />
        </Dropdown>
      </header>
      <input ref={files} type="file" multiple hidden onChange={chosen} aria-label={own.place.chooseFiles} />
      <input
        ref={folder}
        type="file"
        hidden
        onChange={chosen}
        aria-label={own.place.chooseFolder}
        {...{ webkitdirectory: '' }}
      />
      <div className="pipe">
        {isOpen && (
          <div className="drop-here">
            <Icon name="folder" />
            <div>
              <b>{isOver ? own.place.dropHere : own.place.dropTitle}</b>
              <p className="quiet small">{own.place.dropWhy}</p>
            </div>
          </div>
        )}
        <Stages accession={accession} progress={progress} />
        <OnItsWay sending={sending} reading={reading} />
      </div>
      <Unfinished accession={accession} progress={progress} />
      <PageFolders key={`${counts.items} ${counts.working}`} accession={accession} />
      {accession.note && <p className="quiet accession-note as-written">{accession.note}</p>}
      <div className="tabs" role="tablist" aria-label={own.list.label}>
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            onClick={() => setParams(one === 'all' ? {} : { tab: one }, { replace: true })}
          >
            {own.tabs[one]}
            <span className={`count ${one === 'attention' && counts.attention > 0 ? 'hot' : ''}`}>
              {words.number(tabCounts[one])}
            </span>
          </button>
        ))}
      </div>
      <FileList
        key={tab}
        accession={accession}
        tab={tab}
        sending={sending}
        add={isOpen ? () => files.current?.click() : null}
      />
      {dialog === 'change' && (
        <AccessionForm
          accession={accession}
          close={() => setDialog(null)}
          done={() => {
            setDialog(null)
            void forget(client, 'get /accessions/{id}', 'get /accessions')
          }}
        />
      )}
      {dialog === 'consents' && <Consents accessionId={id} close={() => setDialog(null)} />}
      {dialog === 'giveBack' && <GiveBack accession={accession} close={() => setDialog(null)} />}
    </div>
  )
}
