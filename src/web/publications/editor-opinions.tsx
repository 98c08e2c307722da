/** 审读意见 beneath the paragraphs they speak of, in the text that is written. */
import type { Editor } from '@tiptap/react'
import { useEffect } from 'react'
import { OpinionCard } from '../reviews/opinion-card.tsx'
import type { Opinions } from '../reviews/opinions.ts'
import { Beneath, useRooms } from './beneath.tsx'
import type { Change } from './compared.ts'
import { contentOf, type Node, positionOf, textOf } from './content.ts'
import { passageEnd, showOpinions } from './opinion-marks.ts'

export function EditorOpinions({
  editor,
  opinions,
  hand,
  cite,
}: {
  editor: Editor
  opinions: Opinions
  /** What was typed is with the manuscript. */
  hand: () => void
  /** At a position of the editor. */
  cite: (at: number) => void
}) {
  const roomOf = useRooms()
  const { atPlaces } = opinions
  const places = JSON.stringify(atPlaces.map(({ id, place }) => [id, place]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown again when one stands elsewhere
  useEffect(() => showOpinions(editor, atPlaces, roomOf), [editor, places])
  const write = (changes: Change[]) => {
    const content = contentOf(editor.getJSON() as Node)
    const text = textOf(content)
    const { tr } = editor.state
    for (const { start, end, text: said, insteadOf } of changes.toReversed())
      if (text.slice(start, end) === said)
        tr.insertText(insteadOf, positionOf(content, start), positionOf(content, end))
    editor.view.dispatch(tr)
    hand()
  }
  return (
    <Beneath
      some={atPlaces}
      roomOf={roomOf}
      draw={(opinion) => (
        <OpinionCard
          opinion={opinion}
          opinions={opinions}
          write={write}
          cite={() => cite(passageEnd(editor, opinion.id) ?? editor.state.selection.to)}
        />
      )}
    />
  )
}
