/** The text of one page beside its picture: what is typed, keys for what a typewriter lacks, what was changed. */
import { Alert, Button, Checkbox } from 'antd'
import { useEffect, useRef } from 'react'
import { isComposing } from '../frame/keys.ts'
import { useTranscribeWords } from '../words/transcribe.ts'
import { Differences } from './differences.tsx'
import type { Drafts, PageState } from './drafts.ts'

/** Typed as by hand, so that the browser's own undo takes it back. */
function insert(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
const selected = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
  value.slice(selectionStart, selectionEnd)

export function PageEditor({
  page,
  drafts,
  isReadOnly,
  isProof,
  go,
}: {
  page: PageState
  drafts: Drafts
  isReadOnly: boolean
  isProof: boolean
  go: (by: number) => void
}) {
  const own = useTranscribeWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const { number } = page
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its beginning
  useEffect(() => {
    field.current?.setSelectionRange(0, 0)
    field.current?.scrollTo(0, 0)
    if (!isReadOnly) field.current?.focus({ preventScroll: true })
  }, [number])
  const missing = () => field.current && insert(field.current, '□')
  const doubtful = () => {
    const input = field.current
    if (!input) return
    const inside = selected(input)
    insert(input, `〔${inside}〕`)
    // Between the brackets, to be written.
    if (inside === '') input.setSelectionRange(input.selectionStart - 1, input.selectionStart - 1)
  }
  const ready = () => {
    drafts.write(number, { done: true })
    go(1)
  }
  return (
    <>
      <div className="transcribe-tools" role="toolbar" aria-label={own.tools}>
        <Button size="small" disabled={isReadOnly} title={own.missingWhy} onClick={missing}>
          <span className="song">□</span> {own.missing} <kbd>F8</kbd>
        </Button>
        <Button size="small" disabled={isReadOnly} title={own.doubtfulWhy} onClick={doubtful}>
          <span className="song">〔〕</span> {own.doubtful} <kbd>F9</kbd>
        </Button>
        <span className="spread" />
        <Checkbox
          disabled={isReadOnly}
          checked={page.done}
          onChange={({ target }) => drafts.write(number, { done: target.checked })}
        >
          {own.done}
        </Checkbox>
        <Button size="small" disabled={isReadOnly} onClick={ready}>
          {own.next} <kbd>Ctrl Enter</kbd>
        </Button>
      </div>
      {page.theirs && (
        <Alert
          type="warning"
          title={own.alsoWritten(page.theirs.by ?? '')}
          description={<Differences before={page.theirs.text} after={page.text} />}
          action={
            <>
              <Button size="small" onClick={() => drafts.settle(number, 'mine')}>
                {own.mine}
              </Button>
              <Button size="small" onClick={() => drafts.settle(number, 'theirs')}>
                {own.theirs}
              </Button>
            </>
          }
        />
      )}
      {page.conflict && !page.theirs && (
        <Alert
          type="warning"
          title={own.changedElsewhere}
          action={
            <>
              <Button size="small" onClick={() => drafts.decide(number, 'draft')}>
                {own.keepDraft}
              </Button>
              <Button size="small" onClick={() => drafts.decide(number, 'present')}>
                {own.keepPresent}
              </Button>
            </>
          }
        />
      )}
      {page.refused !== '' && <Alert type="error" title={page.refused} />}
      <textarea
        ref={field}
        className="transcribe-text song as-written"
        aria-label={own.pageText(number)}
        placeholder={isReadOnly ? '' : own.hint}
        readOnly={isReadOnly}
        spellCheck={false}
        maxLength={200_000}
        value={page.text}
        onChange={({ target }) => drafts.write(number, { text: target.value })}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'F8') missing()
          else if (event.key === 'F9') doubtful()
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isReadOnly) ready()
          else if (event.altKey && event.key === 'PageDown') go(1)
          else if (event.altKey && event.key === 'PageUp') go(-1)
          else return
          event.preventDefault()
        }}
      />
      {(isProof || page.conflict) && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section className="transcribe-differences" tabIndex={0} aria-label={own.differences}>
          <h2 className="minor">{own.differences}</h2>
          <Differences before={page.base} after={page.text} />
        </section>
      )}
    </>
  )
}
