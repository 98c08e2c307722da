/** A page of the volume: its picture beside its text; the line with which a piece begins is pointed at. */
import { Button, Checkbox } from 'antd'
import { useId } from 'react'
import { addressOf } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { SavedInput } from '../frame/saved-input.tsx'
import { useCall } from '../queries.ts'
import { usePrintedWords } from '../words/printed.ts'
import type { Parts } from './import-place.tsx'
import type { Entry } from './use-import.ts'

/** Lines that are not empty, with where they begin. */
function linesOf(text: string): { offset: number; line: string }[] {
  let offset = 0
  return text.split('\n').flatMap((line) => {
    const at = offset
    offset += line.length + 1
    return line.trim() === '' ? [] : [{ offset: at, line }]
  })
}

export function VolumePage({
  found,
  save,
  page,
  show,
  entry,
  place,
}: Parts & {
  page: number
  show: (page: number) => void
  entry: Entry | null
  place: (start: NonNullable<Entry['start']>) => void
}) {
  const own = usePrintedWords().page
  const id = useId()
  const pages = found.source!.pages
  const { label, picture } = pages[page]!
  const asked = useCall(
    'get /printed-imports/{id}/pages/{page}',
    { path: { id: found.id, page } },
    { keep: true, staleTime: 60_000 },
  )
  const text = asked.data && !asked.isPlaceholderData ? asked.data.text : ''
  const start = entry?.place?.page === page ? entry.place : null
  const others = found.entries.filter((one) => one !== entry && one.place?.page === page)
  const setLabel = (value: string) =>
    save(({ anchors }) => ({
      anchors: [...anchors.filter((one) => one.page !== page), { page, label: value }],
    }))
  return (
    <section aria-labelledby={`${id}heading`} className="volume-page">
      <header>
        <h2 id={`${id}heading`}>{own.heading}</h2>
        <Button
          type="text"
          aria-label={own.previous}
          icon={<Icon name="left" />}
          disabled={page === 0}
          onClick={() => show(page - 1)}
        />
        <span role="status">{own.of(page + 1, pages.length)}</span>
        <Button
          type="text"
          aria-label={own.next}
          icon={<Icon name="right" />}
          disabled={page === pages.length - 1}
          onClick={() => show(page + 1)}
        />
        <span className="spread" />
        <label htmlFor={`${id}label`}>{own.label}</label>
        <SavedInput
          key={page}
          id={`${id}label`}
          className="page-label"
          value={label}
          placeholder={own.none}
          maxLength={20}
          title={own.setLabel}
          save={setLabel}
        />
      </header>
      <p className="quiet small">{entry ? own.pick(entry.title) : own.pickNone}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="page-both" tabIndex={0} aria-label={own.of(page + 1, pages.length)}>
        {picture && (
          <img
            className="print"
            alt={own.picture(page + 1)}
            src={addressOf(
              '/objects/{id}/thumbnails/{size}',
              { id: picture.objectId, size: 600 },
              picture.page > 1 ? { page: picture.page } : {},
            )}
          />
        )}
        <div className="page-lines song">
          {entry && (
            <Button
              size="small"
              type={start && start.offset === 0 ? 'primary' : 'default'}
              onClick={() => place({ page, offset: 0, isShared: false })}
            >
              {own.whole}
            </Button>
          )}
          {entry && start && text === '' && (
            <Checkbox
              checked={start.isShared}
              onChange={({ target }) => place({ page, offset: 0, isShared: target.checked })}
            >
              {own.shared}
            </Checkbox>
          )}
          {asked.data && text === '' && <p className="quiet">{own.noText}</p>}
          {linesOf(text).map(({ offset, line }) => {
            const isHere = start !== null && start.offset > 0 && start.offset === offset
            const other = others.find((one) => one.place?.offset === offset && offset > 0)
            const told = isHere ? own.here : other ? other.title : ''
            return entry ? (
              <button
                key={offset}
                type="button"
                className={isHere ? 'page-line is-start' : 'page-line'}
                aria-pressed={isHere}
                onClick={() => place({ page, offset, isShared: false })}
              >
                {told && <span className="tag">{told}</span>}
                {line}
              </button>
            ) : (
              <p key={offset} className={other ? 'page-line is-start' : 'page-line'}>
                {told && <span className="tag">{told}</span>}
                {line}
              </p>
            )
          })}
        </div>
      </section>
    </section>
  )
}
