/** What is asked of somebody about a file, with what they need to see and one button for each answer. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { addressOf, call, Refusal } from '../api.ts'
import { useCopying } from '../frame/copying.tsx'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { sizeShown } from '../frame/sizes.ts'
import { forget, useCall } from '../queries.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'
import type { Accession } from './accession-form.tsx'
import { type Line, problemOf, questionOf } from './line.ts'

const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const
type Encoding = (typeof encodings)[number]
const usual: readonly Encoding[] = ['utf-8', 'gb18030', 'big5']
type Decision = 'kept' | 'asked' | 'noted' | null

/** Decides about a line, or undoes it; what is shown follows. */
export function useDecide(accession: Accession) {
  const client = useQueryClient()
  const words = useWords()
  const { message } = App.useApp()
  return async (lines: readonly Line[], decision: Decision) => {
    try {
      for (const { id } of lines) {
        const path = { id: accession.id, line: id }
        await call('put /accessions/{id}/files/{line}/decision', { path, body: { decision } })
      }
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /accessions/{id}/files', 'get /accessions/{id}')
  }
}

function EncodingQuestion({ line, accession, later }: { line: Line; accession: Accession; later: () => void }) {
  const words = useWords()
  const own = useAccessionWords()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [chosen, setChosen] = useState<Encoding | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [remember, setRemember] = useState(true)
  const id = line.item!.id
  const text = useCall('get /items/{id}/text', { path: { id } }, { enabled: line.item!.text !== null })
  const likely = useCall('get /items/{id}/text/preview', { path: { id } }, { staleTime: 600_000 })
  const present = (text.data?.encoding ?? null) as Encoding | null
  const encoding = chosen ?? present ?? likely.data?.encoding ?? 'gb18030'
  const preview = useCall(
    'get /items/{id}/text/preview',
    { path: { id }, query: { encoding } },
    { keep: true, staleTime: 600_000, enabled: !likely.isLoading },
  )
  const name = (of: string) => own.encoding.names[of] ?? of
  const apply = async (to: Encoding, replaceCorrected = false) => {
    setIsBusy(true)
    try {
      await call('put /items/{id}/encoding', { path: { id }, body: { encoding: to, replaceCorrected, remember } })
      message.info(own.encoding.applied)
      await forget(client, 'get /accessions/{id}/files', 'get /accessions/{id}', 'get /items/{id}/text')
    } catch (error) {
      if (error instanceof Refusal && error.code === 'text.corrected')
        modal.confirm({
          title: own.encoding.correctedTitle,
          content: own.encoding.correctedWhy,
          okText: own.encoding.replace,
          onOk: () => apply(to, true),
        })
      else message.error(sentenceOf(error, words))
    }
    setIsBusy(false)
  }
  const shown = showsAll || !usual.includes(encoding) ? encodings : usual
  const found = preview.data
  return (
    <div className="question encoding">
      <div className="readings">
        <div>
          <p className="small quiet">{present ? own.encoding.now(name(present)) : own.encoding.unread}</p>
          <p className="as-written excerpt">{text.data?.text.slice(0, 300)}</p>
        </div>
        <div aria-live="polite">
          <p className="small quiet">
            {encoding === present ? own.encoding.same(name(encoding)) : own.encoding.under(name(encoding))}
            {found && found.encoding === encoding && (
              <span className={`tag ${found.unreadable ? 'bad' : found.doubtful ? 'warn' : 'good'}`}>
                <Icon name={found.unreadable || found.doubtful ? 'warning' : 'check'} />
                {found.unreadable
                  ? own.encoding.bad(found.unreadable)
                  : found.doubtful
                    ? own.encoding.doubtful
                    : own.encoding.whole}
              </span>
            )}
          </p>
          <p className="as-written excerpt song">
            {preview.error ? sentenceOf(preview.error, words) : (found?.text.slice(0, 300) ?? words.frame.loading)}
          </p>
        </div>
      </div>
      <div className="answers">
        <Segmented
          aria-label={own.encoding.choose}
          value={encoding}
          options={[
            ...shown.map((value) => ({ value: value as string, label: name(value) })),
            ...(shown === usual ? [{ value: 'more', label: own.encoding.more }] : []),
          ]}
          onChange={(value) => (value === 'more' ? setShowsAll(true) : setChosen(value as Encoding))}
        />
        {accession.triedFirst !== encoding && (
          <Checkbox checked={remember} onChange={({ target }) => setRemember(target.checked)}>
            {own.encoding.remember(name(encoding))}
          </Checkbox>
        )}
        <div className="acts">
          {encoding === present ? (
            <Button loading={isBusy} onClick={() => apply(encoding)}>
              {own.encoding.right}
            </Button>
          ) : (
            <Button className="answer" loading={isBusy} onClick={() => apply(encoding)}>
              {own.encoding.apply(name(encoding))}
            </Button>
          )}
          <Button type="text" onClick={later}>
            {own.encoding.later}
          </Button>
        </div>
      </div>
    </div>
  )
}

function Copy({ itemId, title, facts }: { itemId: string; title: string; facts: (string | undefined)[] }) {
  const own = useAccessionWords()
  const item = useCall('get /items/{id}', { path: { id: itemId } })
  const image = item.data?.stages.some(({ name, state }) => name === 'rendered' && state === 'done')
  const [object] = item.data?.objects ?? []
  const size = object?.width ? `${object.width} × ${object.height}` : undefined
  return (
    <figure>
      {image ? (
        <img className="print" src={addressOf('/items/{id}/thumbnail', { id: itemId })} alt="" loading="lazy" />
      ) : (
        <span className="print no-picture" aria-hidden="true">
          {[...(item.data?.title ?? '')].slice(0, 8).join('')}
        </span>
      )}
      <figcaption>
        <b>{title}</b>
        {item.error ? (
          <span className="quiet">{own.duplicate.gone}</span>
        ) : (
          item.data && (
            <Link className="as-written" to={`/items/${itemId}`}>
              {item.data.referenceCode ?? item.data.title}
            </Link>
          )
        )}
        {object && (
          <span className="quiet">
            {own.duplicate.bytes(object.size)} {size}
          </span>
        )}
        {facts.map((fact) => fact && <span key={fact}>{fact}</span>)}
      </figcaption>
    </figure>
  )
}

function SameQuestion({ line, accession }: { line: Line; accession: Accession }) {
  const words = useWords()
  const own = useAccessionWords()
  const client = useQueryClient()
  const decide = useDecide(accession)
  const { message } = App.useApp()
  const had = useCall('get /items/{id}', { path: { id: line.duplicateOf! } })
  const before = useCall(
    'get /accessions/{id}',
    { path: { id: had.data?.accessionId ?? '' } },
    { enabled: had.data !== undefined },
  )
  const isHere = questionOf(line) === 'sameHere'
  const merge = async () => {
    const id = line.item!.id
    try {
      const reason = own.duplicate.mergeReason(had.data?.title ?? '')
      await call('delete /items/{id}', { path: { id }, query: { reason } })
      const undo = async () => {
        message.destroy(id)
        await call('post /items/{id}/restoration', { path: { id }, body: {} })
        await forget(client, 'get /accessions/{id}/files', 'get /accessions/{id}')
      }
      message.success({
        key: id,
        duration: 8,
        content: (
          <>
            {own.duplicate.merged}{' '}
            <Button size="small" type="link" onClick={() => void undo()}>
              {own.duplicate.undo}
            </Button>
          </>
        ),
      })
      await forget(client, 'get /accessions/{id}/files', 'get /accessions/{id}')
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
  }
  return (
    <div className="question same">
      {isHere ? (
        <figure>
          <figcaption>
            <b>{own.duplicate.now}</b>
            <span className="as-written">{line.originalPath ?? line.filename}</span>
            <span className="quiet">{own.duplicate.bytes(line.size ?? 0)}</span>
          </figcaption>
        </figure>
      ) : (
        <Copy itemId={line.item!.id} title={own.duplicate.now} facts={[line.originalPath ?? line.filename]} />
      )}
      <span className="equals" aria-hidden="true">
        ＝
      </span>
      <Copy
        itemId={line.duplicateOf!}
        title={own.duplicate.had}
        facts={[
          had.data?.objects[0]?.originalPath ?? had.data?.objects[0]?.filename,
          before.data &&
            (before.data.id === accession.id
              ? own.duplicate.here
              : own.duplicate.from(`${before.data.receivedDate} ${before.data.accessionNumber}`)),
        ]}
      />
      <div className="answers">
        <p className="small quiet">{isHere ? own.duplicate.hereWhy : own.duplicate.why}</p>
        <div className="acts">
          {isHere ? (
            <Button onClick={() => decide([line], 'noted')}>{own.duplicate.noted}</Button>
          ) : (
            <>
              <Button className="answer" onClick={merge}>
                {own.duplicate.merge}
              </Button>
              <Button onClick={() => decide([line], 'kept')}>{own.duplicate.keep}</Button>
            </>
          )}
        </div>
      </div>
    </div>
  )
}

function DamagedQuestion({ line, accession, add }: { line: Line; accession: Accession; add: (() => void) | null }) {
  const own = useAccessionWords()
  const decide = useDecide(accession)
  const copy = useCopying()
  const problem = problemOf(line)
  const ask = async () => {
    const letter = own.damaged.letter({
      to: accession.contributor?.name ?? '',
      day: accession.receivedDate,
      name: line.filename,
      size: sizeShown(line.size ?? 0),
      why: problem ? `${own.causes[problem.code] ?? own.causes.other}。` : '',
      number: accession.accessionNumber,
    })
    if (await copy(letter, own.damaged.asked)) await decide([line], 'asked')
  }
  return (
    <div className="question damaged">
      <div>
        <p>{problem?.detail}</p>
        <p className="quiet">
          {line.objectId ? own.damaged.safe(sizeShown(line.size ?? 0)) : own.damaged.nothing}{' '}
          {line.objectId && (
            <a href={addressOf('/objects/{id}/content', { id: line.objectId })} download>
              {own.damaged.download}
            </a>
          )}
        </p>
      </div>
      <div className="answers">
        <div className="acts">
          <Button className="answer" icon={<Icon name="copy" />} onClick={ask}>
            {own.damaged.ask}
          </Button>
          {add && <Button onClick={add}>{own.damaged.again}</Button>}
          <Button type="text" onClick={() => decide([line], 'noted')}>
            {own.damaged.noted}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** The question of a line; nothing where none is asked. `add`: lets another file be chosen; null in a closed accession. */
export function QuestionOf({
  line,
  accession,
  later,
  add,
}: {
  line: Line
  accession: Accession
  later: () => void
  add: (() => void) | null
}) {
  const question = questionOf(line)
  if (question === null) return null
  if (question === 'encoding') return <EncodingQuestion line={line} accession={accession} later={later} />
  if (question === 'same' || question === 'sameHere') return <SameQuestion line={line} accession={accession} />
  return <DamagedQuestion line={line} accession={accession} add={add} />
}
