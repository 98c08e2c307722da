/** 文件: of which accession, which folder; or sent now. What was understood of them is told. */
import { Button, InputNumber, Radio } from 'antd'
import { useId, useRef } from 'react'
import { chosenFiles } from '../accessions/dropped.ts'
import { useProgress } from '../accessions/progress-bar.tsx'
import { sendingTo } from '../accessions/sending.ts'
import { useDoing } from '../admin/doing.ts'
import { call } from '../api.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { usePrintedWords } from '../words/printed.ts'
import type { Parts } from './import-place.tsx'
import { useVolumeName } from './volume-name.ts'

export function FilesPart({ found, save }: Parts) {
  const own = usePrintedWords().files
  const nameOf = useVolumeName()
  const id = useId()
  const does = useDoing('get /accessions')
  const chooser = useRef<HTMLInputElement>(null)
  const folderChooser = useRef<HTMLInputElement>(null)
  const { accessionId, source } = found
  const progress = useProgress(sendingTo(accessionId ?? 'none'))
  const accessions = useCall('get /accessions', { query: { size: 100 } })
  const folders = useCall(
    'get /printed-imports/{id}/folders',
    { path: { id: found.id } },
    { enabled: accessionId !== null, ...(progress.state === 'idle' ? {} : { refetchInterval: 2000 }) },
  )
  const send = (files: ReturnType<typeof chosenFiles>) =>
    does(async () => {
      const to = accessionId ?? (await call('post /accessions', { body: { title: own.newTitle(nameOf(found)) } })).id
      if (accessionId === null) await save({ accessionId: to })
      sendingTo(to).add(files)
    })
  const chosen = ({ target }: { target: HTMLInputElement }) => {
    if (target.files) void send(chosenFiles(target.files))
    target.value = ''
  }
  const pictures = source?.pages.filter(({ picture }) => picture !== null).length ?? 0
  const texts = source?.pages.filter(({ characters }) => characters > 0).length ?? 0
  const has = (code: string) => source?.doubts.some((one) => one.code === code)
  return (
    <section aria-labelledby={`${id}heading`} className="import-part">
      <h2 id={`${id}heading`}>{own.heading}</h2>
      <p className="form-line">
        <label htmlFor={`${id}accession`}>{own.accession}</label>
        <Select
          id={`${id}accession`}
          value={accessionId}
          placeholder={own.accessionHint}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(value) => void save({ accessionId: value, path: '' })}
          options={(accessions.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.accessionNumber} ${one.title}`,
          }))}
        />
      </p>
      <p className="file-acts">
        <span className="quiet">{own.or}</span>
        <Button onClick={() => chooser.current?.click()}>{own.send}</Button>
        <Button onClick={() => folderChooser.current?.click()}>{own.sendFolder}</Button>
        <input ref={chooser} type="file" multiple hidden onChange={chosen} aria-label={own.send} />
        <input
          ref={folderChooser}
          type="file"
          hidden
          onChange={chosen}
          aria-label={own.sendFolder}
          {...{ webkitdirectory: '' }}
        />
        {progress.state !== 'idle' && <span role="status">{own.sending(progress.done, progress.files)}</span>}
      </p>
      {folders.data && folders.data.items.length > 0 && (
        <p className="form-line">
          <label htmlFor={`${id}path`}>{own.path}</label>
          <Select
            id={`${id}path`}
            value={found.path}
            showSearch
            onChange={(path) => void save({ path })}
            options={[
              { value: '', label: own.all },
              ...folders.data.items.map(({ path, files }) => ({ value: path, label: own.folder(path, files) })),
            ]}
          />
        </p>
      )}
      {source && source.pages.length > 0 && <p>{own.told(source.pages.length, pictures, texts)}</p>}
      {source && source.processing > 0 && <p role="status">{own.processing(source.processing)}</p>}
      {source?.doubts.map(({ code, details }) => (
        <p key={code} className="warn">
          {own.doubts[code]?.(details)}
        </p>
      ))}
      {(has('counts-differ') || found.textStart !== null) && (
        <p className="form-line is-line">
          <label htmlFor={`${id}start`}>{own.textStart}</label>
          <InputNumber
            id={`${id}start`}
            min={1}
            precision={0}
            value={(found.textStart ?? 0) + 1}
            onChange={(value) => value && void save({ textStart: value - 1 })}
          />
        </p>
      )}
      {(has('page-marks') || found.marksAt !== null) && (
        <p className="form-line is-line">
          <span id={`${id}marks`}>{own.marksAt}</span>
          <Radio.Group
            aria-labelledby={`${id}marks`}
            value={found.marksAt ?? 'auto'}
            onChange={({ target }) => void save({ marksAt: target.value === 'auto' ? null : target.value })}
            options={['auto', 'head', 'foot'].map((value) => ({ value, label: own.marks[value] }))}
          />
        </p>
      )}
      {source?.isUnnumbered && source.pages.length > 0 && <p className="warn">{own.unnumbered}</p>}
    </section>
  )
}
