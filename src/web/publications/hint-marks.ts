/** 编校提示 in the text: marked where they are, and carried along while one writes on. */
import type { Editor } from '@tiptap/core'
import { Decoration } from '@tiptap/pm/view'
import type { AnswerOf } from '../api.ts'
import { contentOf, type Node, positionOf, textOf } from './content.ts'
import { layer } from './layer.ts'

export type Hint = AnswerOf<'get /chapters/{id}/hints'>['hints'][number]
export const hintKey = ({ code, start, found }: Hint): string => `${code} ${start} ${found}`

export const hintLayer = layer('hints')

/** Told of what is saved: what is not there any more is not marked. Answers those that are. */
export function showHints(editor: Editor, hints: readonly Hint[]): Hint[] {
  const content = contentOf(editor.getJSON() as Node)
  const text = textOf(content)
  const standing = hints.filter(({ start, end, found }) => text.slice(start, end) === found)
  const marks = standing.map((hint) =>
    Decoration.inline(
      positionOf(content, hint.start),
      positionOf(content, hint.end),
      { class: 'hint-mark' },
      { hint: hintKey(hint) },
    ),
  )
  hintLayer.show(editor, marks)
  return standing
}

function placeOf(editor: Editor, hint: Hint): { from: number; to: number } | null {
  const [mark] = hintLayer.of(editor).find(undefined, undefined, (spec) => spec.hint === hintKey(hint))
  return mark && editor.state.doc.textBetween(mark.from, mark.to) === hint.found ? mark : null
}
export function showPlace(editor: Editor, hint: Hint): void {
  const place = placeOf(editor, hint)
  if (place) editor.chain().focus().setTextSelection(place).scrollIntoView().run()
}
/** What stands there keeps its marks. False where it is not there any more. */
export function takeSuggestion(editor: Editor, hint: Hint): boolean {
  const place = placeOf(editor, hint)
  if (!place || hint.suggestion === null) return false
  editor.view.dispatch(editor.state.tr.insertText(hint.suggestion, place.from, place.to))
  return true
}
