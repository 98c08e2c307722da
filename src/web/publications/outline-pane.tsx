/** 篇目: 栏目 and 篇 in their order, moved by drag and by keyboard. */
import { App, Button } from 'antd'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { call } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { useCall } from '../queries.ts'
import { usePublicationWords } from '../words/publications.ts'
import { MATERIAL, type Material } from './add-chapter.ts'
import { NameDialog } from './naming.tsx'
import { type Direction, dropped, fits, type Move, type Place, rowsOf, sectionOf, stepped } from './outline.ts'
import { OutlineLine } from './outline-line.tsx'
import type { OutlineNode, useOutline } from './use-outline.ts'

const directions: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }
type Asked = { what: 'section' } | { what: 'chapter' } | { what: 'rename'; node: OutlineNode } | null

export function OutlinePane({
  volumeId,
  outline,
  planned,
  current,
  choose,
  line,
  setLine,
  take,
  below,
  removed,
}: {
  volumeId: string
  outline: ReturnType<typeof useOutline>
  planned: string
  current: string | null
  choose: (id: string | null) => void
  /** The node whose line the keyboard was in last. */
  line: string | null
  setLine: (id: string) => void
  /** A piece of material was let go here. */
  take: (material: Material, place: Place) => void
  /** What of the volume is no chapter. */
  below: React.ReactNode
  /** A chapter made of these items was deleted. */
  removed: (itemIds: string[]) => void
}) {
  const own = usePublicationWords()
  const say = own.outline
  const { modal, message } = App.useApp()
  const list = useRef<HTMLUListElement>(null)
  const moved = useRef<string | null>(null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<{ id: string; isLower: boolean } | null>(null)
  const [asked, setAsked] = useState<Asked>(null)
  const [told, setTold] = useState('')
  const standings = useCall('get /volumes/{id}/reviews', { path: { id: volumeId } }, { keep: true }).data?.chapters
  const nodes = outline.data?.nodes ?? []
  const rows = rowsOf(nodes, closed)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const all = rowsOf(outline.data?.nodes ?? [])
    const before = known.current
    known.current = outline.data ? new Set(all.map(({ node }) => node.id)) : null
    // What has just come into a closed 栏目 is seen.
    const opened = new Set(all.filter(({ node }) => before && !before.has(node.id)).map(({ parentId }) => parentId))
    if (opened.size > 0) setClosed((now) => new Set([...now].filter((id) => !opened.has(id))))
  }, [outline.data])
  const titleOf = (id: string | null) => rowsOf(nodes).find(({ node }) => node.id === id)?.node.title ?? ''

  const move = async (to: Move | null) => {
    if (!to || !fits(outline.now(), to.id, to.parentId)) {
      message.info(say.cannot)
      return
    }
    const { parentId } = to
    if (parentId) setClosed(new Set([...closed].filter((id) => id !== parentId)))
    moved.current = to.id
    if (!(await outline.move(to))) return
    const ids = [...list.current!.querySelectorAll<HTMLElement>('[data-node]')].map(({ dataset }) => dataset.node)
    setTold(say.moved(titleOf(to.id), ids.indexOf(to.id) + 1, titleOf(parentId)))
  }
  // A line that is moved loses the keyboard to nobody: it is given back.
  useLayoutEffect(() => {
    if (moved.current === null || document.activeElement !== document.body) return
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(moved.current)}"] .outline-name`)?.focus()
  })
  const step = (id: string, direction: Direction) => void move(stepped(outline.now(), id, direction))
  const keys = (event: KeyboardEvent<HTMLLIElement>, node: OutlineNode) => {
    if (isComposing(event)) return
    const direction = directions[event.key]
    if (event.altKey && direction) step(node.id, direction)
    else if (event.key === 'F2') setAsked({ what: 'rename', node })
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const names = [...list.current!.querySelectorAll<HTMLElement>('.outline-name')]
      names[names.indexOf(event.target as HTMLElement) + (event.key === 'ArrowUp' ? -1 : 1)]?.focus()
    } else return
    event.preventDefault()
  }
  const remove = (node: OutlineNode) =>
    modal.confirm({
      title: node.kind === 'section' ? say.removeSection(node.title) : say.removeChapter(node.title),
      content: node.kind === 'section' ? say.removeSectionWhat : say.removeChapterWhat,
      okText: say.remove,
      cancelText: own.cancel,
      okButtonProps: { danger: true },
      onOk: async () => {
        if (!(await outline.remove(node.id))) return
        if (node.id === current) choose(null)
        if (node.kind === 'chapter') removed(node.itemIds)
      },
    })
  const act = (node: OutlineNode, key: string) => {
    if (key === 'rename') setAsked({ what: 'rename', node })
    else if (key === 'remove') remove(node)
    else step(node.id, key as Direction)
  }
  const toggle = (id: string) => {
    const next = new Set(closed)
    if (!next.delete(id)) next.add(id)
    setClosed(next)
  }
  const letGo = (event: React.DragEvent, onto: string | null) => {
    event.preventDefault()
    event.stopPropagation()
    const place = onto ? dropped(nodes, onto, over?.isLower ?? false) : { parentId: null, beforeId: null }
    const text = event.dataTransfer.getData(MATERIAL)
    setOver(null)
    setDragged(null)
    if (dragged) void move({ id: dragged, ...place })
    else if (text) take(JSON.parse(text) as Material, place)
  }
  const dragOf = (node: OutlineNode): React.HTMLAttributes<HTMLLIElement> => ({
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', node.title)
      setDragged(node.id)
    },
    onDragEnd: () => {
      setDragged(null)
      setOver(null)
    },
    onDragOver: (event) => {
      if (!dragged && !event.dataTransfer.types.includes(MATERIAL)) return
      event.preventDefault()
      event.stopPropagation()
      const { top, height } = event.currentTarget.getBoundingClientRect()
      // A section takes what is let go on most of its line.
      const isLower = event.clientY > top + height * (node.kind === 'section' ? 0.3 : 0.5)
      if (over?.id !== node.id || over.isLower !== isLower) setOver({ id: node.id, isLower })
    },
    onDrop: (event) => letGo(event, node.id),
    onKeyDown: (event) => keys(event, node),
    onFocus: () => {
      if (node.id !== moved.current) moved.current = null
      setLine(node.id)
    },
  })
  const at = () => sectionOf(nodes, line ?? current)
  const submit = async ({ title, byline }: { title: string; byline: string }): Promise<boolean> => {
    if (asked?.what === 'section') return outline.addSection(title, null)
    if (asked?.what === 'chapter')
      return outline.change(async () => {
        const made = await call('post /volumes/{id}/chapters', {
          path: { id: volumeId },
          body: { title, byline, parentId: at(), basedOn: [] },
        })
        choose(made.id)
        return call('get /volumes/{id}/outline', { path: { id: volumeId } })
      })
    if (asked?.what !== 'rename') return true
    const { node } = asked
    if (node.kind === 'section') return outline.rename(node.id, title)
    return outline.change(async () => {
      await call('patch /chapters/{id}', { path: { id: node.id }, body: { title, byline } })
      return call('get /volumes/{id}/outline', { path: { id: volumeId } })
    })
  }
  return (
    <section className="outline-pane" aria-label={say.label}>
      <header>
        <h2>{say.label}</h2>
        <span className="spread" />
        <span className="small quiet">{planned}</span>
      </header>
      {/* What is let go below the lines goes to the end. */}
      <ul
        ref={list}
        className="outline-room"
        onDragOver={(event) => {
          if (dragged || event.dataTransfer.types.includes(MATERIAL)) event.preventDefault()
        }}
        onDrop={(event) => letGo(event, null)}
      >
        {outline.data && rows.length === 0 && <li className="outline-empty quiet">{say.empty}</li>}
        {rows.map((row) => {
          const { node } = row
          const isSection = node.kind === 'section'
          return (
            <OutlineLine
              key={node.id}
              row={row}
              isCurrent={node.id === current}
              isClosed={closed.has(node.id)}
              over={over?.id === node.id ? (over.isLower ? 'lower' : 'upper') : null}
              open={() => (isSection ? toggle(node.id) : choose(node.id))}
              acts={[
                { key: 'rename', label: isSection ? say.rename : own.chapter.details },
                { key: 'up', label: `${say.up}　Alt ↑` },
                { key: 'down', label: `${say.down}　Alt ↓` },
                { key: 'in', label: `${say.in}　Alt →` },
                { key: 'out', label: `${say.out}　Alt ←` },
                { key: 'remove', label: say.remove, danger: true },
              ]}
              act={(key) => act(node, key)}
              drag={dragOf(node)}
              standing={standings?.find(({ id }) => id === node.id)}
            />
          )
        })}
      </ul>
      <nav className="outline-below">{below}</nav>
      <footer>
        <Button size="small" icon={<Icon name="plus" />} onClick={() => setAsked({ what: 'section' })}>
          {say.section}
        </Button>
        <Button size="small" icon={<Icon name="plus" />} onClick={() => setAsked({ what: 'chapter' })}>
          {say.chapter}
        </Button>
        <span className="spread" />
        <span className="small quiet">
          <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> {say.move}
        </span>
      </footer>
      <p className="hidden-but-read" aria-live="polite">
        {told}
      </p>
      {asked && (
        <NameDialog
          heading={
            asked.what === 'section'
              ? say.newSection
              : asked.what === 'chapter'
                ? say.newChapter
                : asked.node.kind === 'section'
                  ? say.rename
                  : own.chapter.details
          }
          label={
            asked.what === 'section' || (asked.what === 'rename' && asked.node.kind === 'section')
              ? say.name
              : say.chapterTitle
          }
          {...(asked.what === 'chapter' || (asked.what === 'rename' && asked.node.kind === 'chapter')
            ? { bylineLabel: say.byline }
            : {})}
          {...(asked.what === 'chapter' ? { hint: say.newChapterWhy } : {})}
          {...(asked.what === 'rename'
            ? { first: { title: asked.node.title, byline: asked.node.kind === 'chapter' ? asked.node.byline : '' } }
            : {})}
          submit={submit}
          close={() => setAsked(null)}
        />
      )}
    </section>
  )
}
