/** The text: pages, marks, the rail with a tick for every hit, and what can be done with a selection. */
import { Button } from 'antd'
import { type CSSProperties, memo, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { ChooseBasket } from '../baskets/choose-basket.tsx'
import { Icon, type IconName } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { useWords } from '../words/words.ts'
import type { Block, ReadingPage, Span } from './reading.ts'
import { type ReadingSettings, styleOf } from './reading-settings.tsx'

export interface Selected {
  start: number
  end: number
}

/** A place on the screen as an offset in the text: runs are verbatim slices and carry where they begin. */
function offsetOf(node: Node, offset: number): number | null {
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  if (!run) return null
  return (
    Number(run.dataset.start) +
    (node.nodeType === Node.TEXT_NODE ? offset : offset > 0 ? (run.textContent ?? '').length : 0)
  )
}

function selectedIn(root: HTMLElement): (Selected & { box: DOMRect }) | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.commonAncestorContainer)) return null
  const runs = [...root.querySelectorAll<HTMLElement>('[data-start]')].filter((run) => range.intersectsNode(run))
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last) return null
  const start = offsetOf(range.startContainer, range.startOffset) ?? Number(first.dataset.start)
  const end =
    offsetOf(range.endContainer, range.endOffset) ?? Number(last.dataset.start) + (last.textContent ?? '').length
  return end > start ? { start, end, box: range.getBoundingClientRect() } : null
}

const Runs = ({ block, text, now }: { block: Block; text: string; now: number }) =>
  block.runs.map(({ start, end, hit, isNote, isPointed }) => {
    const slice = text.slice(start, end)
    if (hit !== null)
      return (
        <mark
          key={start}
          data-start={start}
          data-hit={hit}
          className={`${hit === now ? 'now' : ''} ${isPointed ? 'pointed' : ''}`}
        >
          {slice}
        </mark>
      )
    return (
      <span
        key={start}
        data-start={start}
        className={isNote || isPointed ? `${isNote ? 'note' : ''} ${isPointed ? 'pointed' : ''}` : undefined}
      >
        {slice}
      </span>
    )
  })

const Page = memo(function Page({ page, text, now }: { page: ReadingPage; text: string; now: number }) {
  const words = useWords()
  return (
    <section data-page={page.number} aria-label={page.number > 0 ? words.page(page.number) : undefined}>
      {page.number > 0 && (
        <p className="page-bar" aria-hidden="true">
          {/^\d*$/.test(page.label) ? words.page(page.label || page.number) : page.label}
        </p>
      )}
      {page.blocks.map((block) => {
        const body = <Runs block={block} text={text} now={now} />
        if (block.kind === 'heading') return <h2 key={block.start}>{body}</h2>
        return (
          <p
            key={block.start}
            className={block.kind === 'furniture' ? 'furniture' : block.continues ? 'continues' : ''}
          >
            {body}
          </p>
        )
      })}
    </section>
  )
})

const holds = ({ start, end }: ReadingPage, hit: { start: number; end: number } | undefined) =>
  hit !== undefined && hit.start < end && hit.end > start

/** In which somebody scrolls by hand. */
const ways = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/** Brings something into sight; once more when pages that were only guessed at have been laid out on the way to it. */
function reveal(root: HTMLElement | null, selector: string, place: ScrollLogicalPosition): true {
  const scroll = () => root?.querySelector(selector)?.scrollIntoView({ block: place, inline: place })
  scroll()
  requestAnimationFrame(() => {
    scroll()
    requestAnimationFrame(scroll)
  })
  return true
}

export function TextPane({
  text,
  pages,
  hits,
  now,
  goTo,
  shownPage,
  pageCameIntoSight,
  point,
  cite,
  report,
  correct,
  putInto,
  settings,
  language,
}: {
  text: string
  pages: ReadingPage[]
  hits: readonly { start: number; end: number }[]
  now: number
  goTo: (hit: number) => void
  /** Asked for by the image pane; `at` tells two askings for the same page apart. */
  shownPage: { number: number; at: number } | null
  pageCameIntoSight: (number: number) => void
  /** The passage that is pointed at. */
  point: Span | null
  cite: (selected: Selected) => void
  report: (selected: Selected) => void
  /** Absent for whoever may not. */
  correct?: (selected: Selected) => void
  putInto: (selected: Selected) => (basketId: string) => Promise<string>
  settings: ReadingSettings
  language: string
}) {
  const words = useWords()
  const { isVertical } = settings
  const flow = useRef<HTMLElement>(null)
  const [selected, setSelected] = useState<(Selected & { box: DOMRect }) | null>(null)

  /** What was asked for is the page being read, until somebody scrolls: on a screenful of short pages nothing else tells. */
  const isHeld = useRef(false)
  const hitBefore = useRef(now)
  // biome-ignore lint/correctness/useExhaustiveDependencies: also the first of them, when they are there
  useLayoutEffect(() => {
    const isMoved = hitBefore.current !== now
    hitBefore.current = now
    // Whoever came for a passage is not taken elsewhere by hits that arrive later.
    if (hits.length > 0 && (isMoved || !point))
      isHeld.current = reveal(flow.current, `mark[data-hit="${now}"]`, 'center')
  }, [now, hits])
  useLayoutEffect(() => {
    if (shownPage) isHeld.current = reveal(flow.current, `[data-page="${shownPage.number}"]`, 'start')
  }, [shownPage])
  useLayoutEffect(() => {
    if (point) isHeld.current = reveal(flow.current, '.pointed', 'center')
  }, [point])

  const seen = useEffectEvent(pageCameIntoSight)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sections are those of `pages`
  useEffect(() => {
    const root = flow.current
    if (!root) return
    // The page that stands at a third of the height is the one being read.
    const watch = new IntersectionObserver(
      (entries) => {
        const entry = entries.find(({ isIntersecting }) => isIntersecting)
        if (entry && !isHeld.current) seen(Number((entry.target as HTMLElement).dataset.page))
      },
      { root, rootMargin: isVertical ? '0px -33% 0px -66%' : '-33% 0px -66% 0px' },
    )
    for (const section of root.querySelectorAll('section[data-page]')) watch.observe(section)
    const letGo = () => {
      isHeld.current = false
    }
    for (const way of ways) root.addEventListener(way, letGo, { passive: true })
    // A wheel turns one way only.
    const turn = ({ deltaY, shiftKey }: WheelEvent) => !shiftKey && root.scrollBy({ left: -deltaY })
    if (isVertical) root.addEventListener('wheel', turn, { passive: true })
    return () => {
      root.removeEventListener('wheel', turn)
      watch.disconnect()
      for (const way of ways) root.removeEventListener(way, letGo)
    }
  }, [pages, isVertical])

  useEffect(() => {
    const look = () => setSelected(flow.current ? selectedIn(flow.current) : null)
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  const act = (name: IconName, label: string, key: string, onClick: () => void) => (
    <Button
      size="small"
      type="text"
      icon={<Icon name={name} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {label} <kbd>{key}</kbd>
    </Button>
  )
  useKeys(
    selected
      ? { c: () => cite(selected), e: () => report(selected), ...(correct ? { g: () => correct(selected) } : {}) }
      : {},
  )

  const pane = flow.current?.getBoundingClientRect()
  const way = isVertical ? 'flow is-vertical' : 'flow'
  return (
    <div className="text-flow">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className={way} ref={flow} aria-label={words.reader.textPane} tabIndex={0}>
        <article
          className={`reading as-written ${settings.showsPages ? '' : 'no-page-bars'}`}
          lang={language}
          style={styleOf(settings)}
        >
          {pages.map((page) => (
            <Page key={page.start} page={page} text={text} now={holds(page, hits[now]) ? now : -1} />
          ))}
        </article>
      </section>
      {selected && pane && (
        <div
          className="selection-acts no-print"
          style={
            {
              '--top': `${Math.max(4, selected.box.top - pane.top - 44)}px`,
              '--left': `${Math.max(8, Math.min(selected.box.left - pane.left, pane.width - 440))}px`,
            } as CSSProperties
          }
        >
          <span className="small quiet narrow-only">{words.reader.selected(selected.end - selected.start)}</span>
          {act('quote', words.reader.cite, 'c', () => cite(selected))}
          <ChooseBasket size="small" isPlain label={words.baskets.put} put={putInto(selected)} keyName="b" />
          {act('flag', words.reader.report, 'e', () => report(selected))}
          {correct && act('pencil', words.reader.correct, 'g', () => correct(selected))}
        </div>
      )}
      {hits.length > 0 && !isVertical && (
        <div className="hit-rail no-print" aria-hidden="true">
          {hits.map(({ start }, i) => (
            <button
              type="button"
              tabIndex={-1}
              key={start}
              className={i === now ? 'now' : ''}
              style={{ top: `${(start / Math.max(1, text.length)) * 100}%` }}
              onClick={() => goTo(i)}
            />
          ))}
        </div>
      )}
    </div>
  )
}
