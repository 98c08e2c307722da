/** An error in the printed book: where, what it says, what it should say. */
import { App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { type AnswerOf, type Asked, call } from '../api.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { ChapterText, type Passage } from '../reviews/chapter-text.tsx'
import { Field } from '../reviews/field.tsx'
import { useAfterWords } from '../words/after.ts'
import { useAct } from './use-act.ts'

type Printing = AnswerOf<'get /volumes/{id}/printings'>['items'][number]
type Place = Asked<'post /volumes/{id}/errata'>['body']['place']
const kinds = ['passage', 'plate', 'other'] as const

export function ErratumForm({ volumeId, printing }: { volumeId: string; printing: Printing }) {
  const own = useAfterWords().errata
  const act = useAct()
  const { message } = App.useApp()
  const [kind, setKind] = useState<(typeof kinds)[number]>('passage')
  const [chapterId, setChapter] = useState<string | null>(null)
  const [plateId, setPlate] = useState<string | null>(null)
  const [selected, setSelected] = useState<Passage | null>(null)
  const [isMisprint, setMisprint] = useState(false)
  const [said, setSaid] = useState({ page: '', line: '', wrong: '', right: '', reporter: '', evidence: '' })
  const set = (field: keyof typeof said) => (value: string) => setSaid((before) => ({ ...before, [field]: value }))
  const chapter = useCall(
    'get /volumes/{id}/printings/{printingId}/chapters/{chapterId}',
    { path: { id: volumeId, printingId: printing.id, chapterId: chapterId ?? '' } },
    { enabled: kind === 'passage' && chapterId !== null },
  ).data
  const exact = selected && chapter ? chapter.text.slice(selected.start, selected.end) : ''
  const page = selected ? chapter?.starts.findLast(({ start }) => start <= selected.start)?.page : undefined
  const place: Place | null =
    kind === 'other'
      ? { kind }
      : kind === 'plate'
        ? plateId
          ? { kind, plateId }
          : null
        : chapterId && selected
          ? { kind, chapterId, ...selected }
          : null
  const needsWrong = kind !== 'passage' || isMisprint
  const field = (name: keyof typeof said, label: string, isWide = false) => (
    <Field label={label} isWide={isWide}>
      {(id) => <Input id={id} maxLength={200} value={said[name]} onChange={({ target }) => set(name)(target.value)} />}
    </Field>
  )
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!place) return
        const body = { ...said, page: said.page || String(page ?? ''), place, printingId: printing.id, isMisprint }
        void act(() => call('post /volumes/{id}/errata', { path: { id: volumeId }, body })).then((made) => {
          if (!made) return
          message.success(own.reported(made.uses.length))
          setSelected(null)
          setSaid({ ...said, page: '', line: '', wrong: '', right: '', evidence: '' })
        })
      }}
    >
      <Field label={own.where}>
        {(id) => (
          <Select
            id={id}
            value={kind}
            onChange={(value) => {
              setKind(value)
              setSelected(null)
            }}
            aria-label={own.where}
            options={kinds.map((value) => ({ value, label: own.places[value] }))}
          />
        )}
      </Field>
      {kind === 'passage' && (
        <Field label={own.chapter}>
          {(id) => (
            <Select<string | null>
              id={id}
              value={chapterId}
              onChange={(value) => {
                setChapter(value)
                setSelected(null)
              }}
              aria-label={own.chapter}
              options={printing.chapters.map((one) => ({ value: one.id, label: one.title }))}
            />
          )}
        </Field>
      )}
      {kind === 'plate' && (
        <Field label={own.plate}>
          {(id) => (
            <Select<string | null>
              id={id}
              value={plateId}
              onChange={setPlate}
              aria-label={own.plate}
              options={printing.plates.map((one) => ({ value: one.id, label: `${one.number} ${one.caption}` }))}
            />
          )}
        </Field>
      )}
      {kind === 'passage' && chapter && (
        <ChapterText
          className="printed-text"
          key={chapterId}
          text={chapter.text}
          label={own.choose}
          select={(range) => {
            setSelected(range)
            set('wrong')('')
          }}
        />
      )}
      {kind === 'passage' && (
        <p className="small quiet">
          {exact ? (
            <>
              {own.wrong} <mark className="as-written">{exact}</mark>
              {page !== undefined && `　${own.atPage(String(page))}`}
            </>
          ) : (
            own.choose
          )}
        </p>
      )}
      {needsWrong && field('wrong', kind === 'passage' ? own.printedAs : own.wrong, true)}
      {field('right', own.right, true)}
      {field('page', own.page)}
      {field('line', own.line)}
      {field('reporter', own.reporter)}
      {field('evidence', own.evidence, true)}
      <Checkbox checked={isMisprint} onChange={({ target }) => setMisprint(target.checked)}>
        {own.misprint}
      </Checkbox>
      <Button type="primary" htmlType="submit" disabled={!place || (needsWrong && said.wrong === '')}>
        {own.report}
      </Button>
    </form>
  )
}
