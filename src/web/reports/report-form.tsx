/** 报错: what is wrong at a passage, a page image or an item, as its reader says it. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { type Asked, call } from '../api.ts'
import type { Item, Text } from '../api-types.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useReportWords } from '../words/reports.ts'
import { useWords } from '../words/words.ts'
import './reports.css'

/** What is reported on: a passage of the text, a picture, or (neither) the item. */
export interface About {
  range?: { start: number; end: number }
  sheet?: { objectId: string; page: number; number: number | null }
}
type Body = Asked<'post /items/{id}/reports'>['body']
const kinds = ['wrong', 'missing', 'picture', 'description', 'other'] as const

export function ReportForm({
  item,
  text,
  about,
  close,
}: {
  item: Item
  text: Text | null
  about: About
  close: () => void
}) {
  const words = useWords()
  const own = useReportWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { range, sheet } = about
  const exact = range && text ? text.text.slice(range.start, range.end) : ''
  const [kind, setKind] = useState<(typeof kinds)[number]>(range ? 'wrong' : sheet ? 'picture' : 'description')
  const [proposal, setProposal] = useState(exact)
  const [remark, setRemark] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const said = proposal === exact ? '' : proposal
  const isMissing = !range && !sheet && remark.trim() === ''

  const submit = async () => {
    setIsBusy(true)
    try {
      const body: Body = {
        kind,
        proposal: said,
        remark: remark.trim(),
        ...(range && text ? { start: range.start, end: range.end, textRevision: text.revision } : {}),
        ...(sheet ? { objectId: sheet.objectId, objectPage: sheet.page } : {}),
      }
      await call('post /items/{id}/reports', { path: { id: item.id }, body })
      message.success(own.form.sent)
      await forget(client, 'get /items/{id}/reports', 'get /reports', 'get /desk')
      close()
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    setIsBusy(false)
  }
  return (
    <Modal
      open
      width={560}
      title={own.form.title}
      okText={own.form.send}
      cancelText={own.acts.cancel}
      okButtonProps={{ loading: isBusy, disabled: isMissing }}
      onOk={submit}
      onCancel={close}
      mask={{ closable: remark === '' && said === '' }}
    >
      <Form layout="vertical" className="report-form">
        <p className="small quiet">
          {range ? own.form.passage : sheet ? own.form.sheet(sheet.number ?? sheet.page) : own.form.whole(item.title)}
        </p>
        {range && <blockquote className="song as-written reported-passage">{exact}</blockquote>}
        <Form.Item label={own.kind}>
          <Radio.Group
            value={kind}
            onChange={({ target }) => setKind(target.value)}
            options={kinds.map((value) => ({ value, label: own.kinds[value] ?? value }))}
          />
        </Form.Item>
        {range && (kind === 'wrong' || kind === 'missing' || kind === 'picture') && (
          <Form.Item label={own.form.proposal} extra={own.form.proposalHint} htmlFor="report-proposal">
            <Input.TextArea
              id="report-proposal"
              autoFocus
              className="song"
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={proposal}
              onChange={({ target }) => setProposal(target.value)}
            />
          </Form.Item>
        )}
        <Form.Item label={own.form.remark} htmlFor="report-remark">
          <Input.TextArea
            id="report-remark"
            autoFocus={!range}
            placeholder={own.form.remarkHint}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={5000}
            value={remark}
            onChange={({ target }) => setRemark(target.value)}
          />
        </Form.Item>
        <p className="small quiet">{isMissing ? own.form.needed : own.form.what}</p>
      </Form>
    </Modal>
  )
}
