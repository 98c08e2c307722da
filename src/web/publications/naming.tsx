/** A dialog that asks for a name, and where there is one for the 署名. */
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { isComposing } from '../frame/keys.ts'
import { usePublicationWords } from '../words/publications.ts'

export interface Named {
  title: string
  byline: string
}

export function NameDialog({
  heading,
  label,
  bylineLabel,
  hint,
  placeholder,
  first = { title: '', byline: '' },
  submit,
  close,
}: {
  heading: string
  label: string
  bylineLabel?: string
  hint?: string
  placeholder?: string
  first?: Named
  /** True where it was taken; refusals are told by whoever asked. */
  submit: (named: Named) => Promise<boolean>
  close: () => void
}) {
  const own = usePublicationWords()
  const id = useId()
  const [named, setNamed] = useState(first)
  const [isBusy, setIsBusy] = useState(false)
  const title = named.title.trim()
  const done = async () => {
    if (title === '' || isBusy) return
    setIsBusy(true)
    if (await submit({ title, byline: named.byline.trim() })) close()
    else setIsBusy(false)
  }
  const field = (name: keyof Named, text: string) => (
    <p className="form-line">
      <label htmlFor={`${id}${name}`}>{text}</label>
      <Input
        id={`${id}${name}`}
        autoFocus={name === 'title'}
        maxLength={200}
        placeholder={name === 'title' ? placeholder : ''}
        value={named[name]}
        onChange={({ target }) => setNamed({ ...named, [name]: target.value })}
        onPressEnter={(event) => {
          if (!isComposing(event)) void done()
        }}
      />
    </p>
  )
  return (
    <Modal open title={heading} width={480} onCancel={close} footer={null} className="name-dialog">
      {field('title', label)}
      {hint && <p className="small quiet">{hint}</p>}
      {bylineLabel && field('byline', bylineLabel)}
      <footer className="dialog-foot">
        <Button onClick={close}>{own.cancel}</Button>
        <Button type="primary" loading={isBusy} disabled={title === ''} onClick={done}>
          {own.ok}
        </Button>
      </footer>
    </Modal>
  )
}
