/** 版面: the pages of this chapter as they will be printed; from the words to their page, and from a page to its words. */
import { Button } from 'antd'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { addressOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { usePageWords } from '../words/pages.ts'
import { type Block, blockText, NOTE } from './content.ts'
import { useSetPages } from './set-pages.ts'
import type { Chapter } from './use-manuscript.ts'
import './pages.css'

/** Where a block begins in the text. */
const startOf = (content: readonly Block[], block: number): number =>
  content.slice(0, block).reduce((at, one) => at + blockText(one).length + 1, 0)
const idOf = (sheet: number) => `chapter-sheet-${sheet}`
/** Of what begins on a page. */
const WORDS = 16

export function ChapterPages({
  chapter,
  lead,
  ready,
  revision,
  block,
  edit,
}: {
  chapter: Chapter
  lead: ReactNode
  /** What is written is with the service: it sets what it has. */
  ready: () => Promise<boolean>
  /** That it has. */
  revision: () => number
  /** The block one was writing in. */
  block: number
  edit: (offset: number) => void
}) {
  const own = usePageWords()
  const { book, error, isMaking, set } = useSetPages(chapter.volumeId)
  const part = book?.parts.find(({ id }) => id === chapter.id)
  const isPresent = part?.revision === chapter.revision
  const setAnew = async () => {
    if (await ready()) await set()
  }
  const first = useEffectEvent(async () => {
    if ((await ready()) && part?.revision !== revision()) await set()
  })
  useEffect(() => {
    void first()
  }, [])
  // Of another version the blocks are others.
  const blocks = part && isPresent ? part.blocks : []
  const here = blocks[Math.min(block, blocks.length - 1)]
  useEffect(() => {
    if (here !== undefined) document.getElementById(idOf(here))?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const begins = (sheet: number) => {
    const opens = blocks.indexOf(sheet)
    const text = opens < 0 ? '' : blockText(chapter.content[opens] ?? { kind: 'paragraph', inlines: [] })
    return { opens, words: text.replaceAll(NOTE, '').trim().slice(0, WORDS) }
  }
  return (
    <>
      <div className="chapter-bar">
        {lead}
        {part && <span className="quiet">{own.chapterSum(part.pages, part.page, part.layoutChars)}</span>}
        <span className="spread" />
        <span className="quiet" role="status">
          {isMaking ? own.setting : book && !isPresent && own.old}
        </span>
        <Button size="small" icon={<Icon name="turn" />} loading={isMaking} onClick={() => void setAnew()}>
          {own.again}
        </Button>
      </div>
      {error !== null && <Failure error={error} again={() => void setAnew()} />}
      {!book && isMaking && <Waiting />}
      {book && part && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section className="chapter-pages" aria-label={own.book} tabIndex={0}>
          {Array.from({ length: part.pages }, (_, i) => part.sheet + i).map((sheet, i) => {
            const { opens, words } = begins(sheet)
            const page = part.page + i
            return (
              <figure key={sheet} id={idOf(sheet)} className={sheet === here ? 'is-here' : ''}>
                <button
                  type="button"
                  disabled={opens < 0}
                  aria-label={own.toText(page)}
                  title={own.toText(page)}
                  onClick={() => edit(startOf(chapter.content, opens))}
                >
                  <img
                    src={addressOf('/volumes/{id}/exports/{jobId}/pages/{sheet}', {
                      id: chapter.volumeId,
                      jobId: book.jobId,
                      sheet,
                    })}
                    alt={own.sheet(page)}
                    loading="lazy"
                  />
                </button>
                <figcaption className="small">
                  {own.pageOf(page)}
                  {words && <span className="quiet as-written">　{words}……</span>}
                </figcaption>
              </figure>
            )
          })}
        </section>
      )}
    </>
  )
}
