/** 目录: as it was read, line by line; each can be corrected, and led to the page it begins on. */
import { Button, Input } from 'antd'
import { useId, useRef } from 'react'
import { Icon } from '../frame/icon.tsx'
import { SavedInput } from '../frame/saved-input.tsx'
import { Select } from '../frame/select.tsx'
import { usePrintedWords } from '../words/printed.ts'
import type { ContentsActs, Parts } from './import-place.tsx'
import type { Told } from './use-import.ts'

interface Acts extends Pick<ContentsActs, 'saveLines'> {
  current: number | null
  look: (entry: number | null, page?: number) => void
}

function EntryLine({ found, at, saveLines, current, look }: Acts & { found: Parts['found']; at: number }) {
  const own = usePrintedWords().contents
  const entry = found.entries[at]!
  const { kind, title, place, doubts } = entry
  const set = (changed: Partial<Told> | null) => saveLines(found.revision, { at: new Map([[at, changed]]) })
  const text = (name: 'title' | 'byline' | 'page', most: number) => (
    <SavedInput
      variant="borderless"
      aria-label={own[name]}
      value={entry[name]}
      maxLength={most}
      allows={(said) => said !== '' || name !== 'title'}
      // Whoever corrects a line has read it.
      save={(said) => set({ [name]: said, isSure: true })}
    />
  )
  const label = place ? (found.source?.pages[place.page]?.label ?? '') : ''
  const where = place ? own.at(label, place.page + 1) : '？'
  const isMiddle = place !== null && place.offset > 0
  const classes = ['entry', `is-${kind}`, current === at ? 'is-current' : '', doubts.length ? 'is-doubtful' : '']
  return (
    <li className={classes.join(' ')} aria-current={current === at || undefined}>
      <Select
        size="small"
        variant="borderless"
        aria-label={own.kind}
        value={kind}
        onChange={(value) => void set({ kind: value })}
        options={(['piece', 'column', 'matter'] as const).map((value) => ({ value, label: own.kinds[value] }))}
      />
      {text('title', 500)}
      {kind === 'piece' ? text('byline', 300) : <span />}
      {kind === 'column' ? <span /> : text('page', 20)}
      {kind === 'column' ? (
        <span />
      ) : (
        <Button
          size="small"
          type={current === at ? 'default' : 'text'}
          // What is read on it stands in its name too (WCAG 2.5.3).
          aria-label={[where, isMiddle ? own.middle : '', own.open(title)].filter(Boolean).join(' ')}
          onClick={() => look(at, place?.page)}
        >
          {where}
          {isMiddle && <span className="quiet small"> {own.middle}</span>}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        aria-label={`${own.remove} ${title}`}
        icon={<Icon name="close" />}
        onClick={() => {
          look(null)
          void set(null)
        }}
      />
      {doubts.length > 0 && (
        <p className="entry-doubts">
          <Icon name="warning" /> {doubts.map((one) => own.doubts[one]).join('；')}
          {place && (
            <Button size="small" onClick={() => void set({ start: place })}>
              {own.confirm}
            </Button>
          )}
        </p>
      )}
    </li>
  )
}

export function ContentsPart({ found, save, readTable, lineKeys, ...acts }: Parts & Acts & ContentsActs) {
  const own = usePrintedWords().contents
  const id = useId()
  const text = useRef<HTMLTextAreaElement | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const { entries, source, doubtful } = found
  const pieces = entries.filter(({ kind }) => kind === 'piece').length
  const add = (line: Partial<Told>) => {
    const added: Told = { kind: 'piece', title: '—', byline: '', page: '', isSure: true, start: null, ...line }
    void acts.saveLines(found.revision, { at: new Map(), added })
  }
  const confirmable = doubtful.filter((i) => entries[i]?.place)
  const confirmAll = () => {
    const at = new Map(confirmable.map((i) => [i, { start: entries[i]!.place, isSure: true }]))
    void acts.saveLines(found.revision, { at })
  }
  const imprint = source?.imprintPage ?? null
  return (
    <section aria-labelledby={`${id}heading`} className="import-part contents-part">
      <header>
        <h2 id={`${id}heading`}>{own.heading}</h2>
        {pieces > 0 && <span className="quiet">{own.lines(pieces)}</span>}
      </header>
      <Input.TextArea
        key={found.contents}
        ref={(one) => {
          text.current = one?.resizableTextArea?.textArea ?? null
        }}
        aria-labelledby={`${id}heading`}
        defaultValue={found.contents}
        placeholder={own.hint}
        autoSize={{ minRows: 3, maxRows: entries.length ? 4 : 14 }}
        maxLength={200_000}
      />
      <p className="file-acts">
        <Button onClick={() => text.current && void save({ contents: text.current.value })}>{own.read}</Button>
        {source && source.contentsPages.length > 0 && (
          <Button onClick={() => void save({ contentsPages: source.contentsPages })}>{own.fromPages}</Button>
        )}
        <Button onClick={() => chooser.current?.click()}>{own.table}</Button>
        <input
          ref={chooser}
          type="file"
          accept=".xlsx,.csv"
          hidden
          aria-label={own.table}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) void readTable(file)
            target.value = ''
          }}
        />
      </p>
      {entries.length > 0 && (
        <>
          <ol className="entries">
            {entries.map((_, i) => (
              <EntryLine key={lineKeys[i]} found={found} at={i} {...acts} />
            ))}
          </ol>
          <p className="file-acts">
            <Button size="small" icon={<Icon name="plus" />} onClick={() => add({})}>
              {own.add}
            </Button>
            {imprint !== null && (
              <>
                <span className="quiet">{own.imprint(imprint + 1)}</span>
                <Button
                  size="small"
                  onClick={() =>
                    add({
                      kind: 'matter',
                      title: own.imprintTitle,
                      start: { page: imprint, offset: 0, isShared: false },
                    })
                  }
                >
                  {own.makeImprint}
                </Button>
              </>
            )}
          </p>
          {source && source.pages.length > 0 && (
            <p role="status" className={doubtful.length ? 'warn' : 'quiet'}>
              {doubtful.length ? own.doubtful(doubtful.length) : own.sure}{' '}
              {confirmable.length > 1 && (
                <Button size="small" onClick={confirmAll}>
                  {own.confirmAll(confirmable.length)}
                </Button>
              )}
            </p>
          )}
        </>
      )}
    </section>
  )
}
