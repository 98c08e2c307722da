/** A row per file: its name and folder, its four stages as linked dots, what it came to. */
import { Button, Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from '../frame/icon.tsx'
import { sizeShown } from '../frame/sizes.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'
import { type Dot, dotsOf, folderOf, type Line, problemOf, questionOf } from './line.ts'
import type { Upload } from './upload.ts'

function typeOf(mediaType: string | undefined, own: ReturnType<typeof useAccessionWords>): string {
  if (!mediaType) return ''
  const known = own.mediaTypes[mediaType]
  if (known) return known
  const family = mediaType.split('/')[0]
  return family === 'image'
    ? own.kinds.image
    : family === 'audio'
      ? own.kinds.audio
      : family === 'video'
        ? own.kinds.video
        : own.kinds.other
}
const iconOf = (mediaType = ''): IconName =>
  mediaType.startsWith('image/')
    ? 'picture'
    : mediaType.startsWith('audio/')
      ? 'sound'
      : mediaType.includes('zip')
        ? 'folder'
        : 'file'

export function Dots({ dots }: { dots: Dot[] }) {
  const own = useAccessionWords()
  const told = dots.map((dot, i) => `${own.list.stages[i]}：${own.list.stageStates[dot]}`).join('，')
  return (
    <span className="dots" role="img" aria-label={told} title={told}>
      {dots.map((dot, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: always the same four
        <i key={i} className={`dot-${dot}`}>
          {dot === 'done' && <Icon name="check" />}
          {dot === 'failed' && <Icon name="close" />}
        </i>
      ))}
    </span>
  )
}

function Cells({
  icon,
  folder,
  name,
  size,
  type,
  dots,
  result,
  act,
  check,
}: {
  icon: IconName
  folder: string
  name: string
  size: number | undefined
  type: string
  dots: Dot[]
  result: ReactNode
  act: ReactNode
  check: ReactNode
}) {
  return (
    <>
      <span className="cell-check">{check}</span>
      <span className="cell-name" title={`${folder}${name}`}>
        <Icon name={icon} />
        <span className="ellipsis as-written">
          {folder && <span className="quiet">{folder}</span>}
          {name}
        </span>
      </span>
      <span className="cell-size">{size === undefined ? '' : sizeShown(size)}</span>
      <span className="cell-type">{type}</span>
      <Dots dots={dots} />
      <span className="cell-result">{result}</span>
      <span className="cell-act">{act}</span>
    </>
  )
}

/** Of whose text this one has passages: the first of them, and how many more. */
function Reuse({ line }: { line: Line }) {
  const words = useWords()
  const own = useAccessionWords()
  const reuse = line.item?.reuse
  const [first] = reuse?.items ?? []
  if (!reuse || !first || !line.item) return null
  return (
    <Link
      className="reuse"
      to={reuse.total > 1 ? `/items/${line.item.id}?tab=similar` : `/items/${line.item.id}/similar/${first.itemId}`}
    >
      <Icon name="copy" /> {own.results.reuse[first.kind](first.title, reuse.total)}
      {first.printed && ` · ${words.printedIn(first.printed)}`}
    </Link>
  )
}

function Result({ line }: { line: Line }) {
  const own = useAccessionWords()
  const question = questionOf(line)
  if (question === 'same' || question === 'sameHere')
    return (
      <>
        <b className="warn">
          <Icon name="copy" /> {question === 'same' ? own.causes.same : own.causes.sameHere}
        </b>{' '}
        {own.causes.sameWhy}
      </>
    )
  if (question !== null) {
    const problem = problemOf(line)
    return (
      <>
        <b className="bad">
          <Icon name="warning" /> {own.causes[problem?.code ?? ''] ?? own.causes.other}
        </b>{' '}
        <span title={problem?.detail}>{problem?.detail}</span>
      </>
    )
  }
  const { item } = line
  if (line.decision && line.decision !== 'kept') {
    const problem = problemOf(line)
    const cause = problem && own.causes[problem.code]
    return `${cause ? `${cause}，` : ''}${own.results[line.decision]}`
  }
  if (line.outcome === 'duplicate') return own.results.again
  if (item?.deleted) return own.results.binned
  if (line.state === 'working') {
    const waiting = item?.stages.find(({ state }) => state === 'waiting')?.name
    return waiting === 'read'
      ? own.results.reading
      : waiting === 'rendered'
        ? own.results.rendering
        : own.results.indexing
  }
  if (item && line.itemIds?.[0] !== item.id) return own.results.joined(item.title)
  const made = item?.text
    ? own.results.characters(item.text.charCount)
    : imagesOnly(line)
      ? own.results.imagesOnly
      : own.results.made
  return line.decision === 'kept'
    ? `${made}；${own.results.kept}`
    : line.mediaType === 'application/zip'
      ? own.results.members
      : made
}
const imagesOnly = (line: Line) => line.item?.warnings.some(({ code }) => code === 'file.no-text') ?? false

export function FileRow({
  line,
  isOpen,
  isSelected,
  toggle,
  select,
}: {
  line: Line
  isOpen: boolean
  isSelected: boolean
  toggle: () => void
  select: (on: boolean) => void
}) {
  const own = useAccessionWords()
  const type = typeOf(line.mediaType, own)
  const pages = line.item?.pages ?? 0
  const asks = questionOf(line) !== null
  return (
    <Cells
      check={
        line.item && !line.item.deleted ? (
          <Checkbox
            aria-label={own.list.select(line.filename)}
            checked={isSelected}
            onChange={({ target }) => select(target.checked)}
          />
        ) : null
      }
      icon={iconOf(line.mediaType)}
      folder={folderOf(line)}
      name={line.filename}
      size={line.size}
      type={pages > 1 ? own.pages(type, pages) : type}
      dots={dotsOf(line)}
      result={
        <>
          <Result line={line} /> <Reuse line={line} />
        </>
      }
      act={
        asks ? (
          <Button size="small" type="text" aria-expanded={isOpen} onClick={toggle}>
            {isOpen ? own.list.fold : own.list.handle}
          </Button>
        ) : (
          line.item && !line.item.deleted && <Link to={`/items/${line.item.id}`}>{own.list.open}</Link>
        )
      }
    />
  )
}

/** A file on its way, or one that did not get away. */
export function UploadRow({ upload, again, leave }: { upload: Upload; again: () => void; leave: () => void }) {
  const own = useAccessionWords()
  const { file, path, sent, state, why } = upload
  const share = file.size ? Math.floor((sent / file.size) * 100) : 0
  return (
    <Cells
      check={null}
      icon={iconOf(file.type)}
      folder={folderOf({ originalPath: path, filename: file.name })}
      name={file.name}
      size={file.size}
      type=""
      dots={[state === 'failed' ? 'failed' : 'now', 'waiting', 'waiting', 'waiting']}
      result={
        state === 'failed' ? (
          <>
            <b className="bad">
              <Icon name="warning" /> {why === 'unreadable' ? own.upload.unreadable : own.upload.stopped}
            </b>{' '}
            {why === 'unreadable' ? own.upload.unreadableWhy : why}
          </>
        ) : (
          own.results.sending(share)
        )
      }
      act={
        state === 'failed' && (
          <>
            <Button size="small" type="text" onClick={again}>
              {own.upload.again}
            </Button>
            <Button size="small" type="text" onClick={leave}>
              {own.upload.forget}
            </Button>
          </>
        )
      }
    />
  )
}
