/** A line of the outline: a 栏目 that folds, or a 篇 that opens, with what can be done with it. */
import { Button, Dropdown } from 'antd'
import type { HTMLAttributes } from 'react'
import { Icon } from '../frame/icon.tsx'
import { type ChapterReview, StandingTag } from '../reviews/steps.tsx'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import type { Row } from './outline.ts'
import type { OutlineNode } from './use-outline.ts'

export function OutlineLine({
  row,
  isCurrent,
  isClosed,
  over,
  open,
  acts,
  act,
  drag,
  standing,
}: {
  row: Row<OutlineNode>
  isCurrent: boolean
  isClosed: boolean
  over: 'upper' | 'lower' | null
  open: () => void
  acts: { key: string; label: string; danger?: boolean }[]
  act: (key: string) => void
  drag: HTMLAttributes<HTMLLIElement>
  standing: ChapterReview | undefined
}) {
  const words = useWords()
  const own = usePublicationWords()
  const { node, depth } = row
  const isSection = node.kind === 'section'
  return (
    <li
      draggable
      {...drag}
      data-node={node.id}
      className={`outline-line is-${node.kind} ${isCurrent ? 'is-current' : ''} ${over ? `is-over-${over}` : ''}`}
      style={{ paddingInlineStart: 12 + depth * 16 }}
    >
      <span className="handle">
        <Icon name={isSection ? (isClosed ? 'right' : 'down') : 'grip'} />
      </span>
      <button
        type="button"
        className={`outline-name ellipsis ${isSection ? '' : 'song as-written'}`}
        aria-current={isCurrent || undefined}
        aria-expanded={isSection ? !isClosed : undefined}
        title={node.title}
        onClick={open}
      >
        {node.title}
      </button>
      <span className="outline-count">{isSection ? own.volume.chapters(node.chapters) : words.number(node.chars)}</span>
      <span className="outline-state">
        {node.kind === 'chapter' && <StandingTag standing={standing} isEdited={node.state === 'edited'} />}
        {node.kind === 'chapter' && node.hasNewerSource && <span className="tag warn">{own.outline.newer}</span>}
        <Dropdown trigger={['click']} menu={{ items: acts, onClick: ({ key }) => act(key) }}>
          <Button type="text" size="small" aria-label={own.outline.acts(node.title)} icon={<Icon name="more" />} />
        </Dropdown>
      </span>
    </li>
  )
}
