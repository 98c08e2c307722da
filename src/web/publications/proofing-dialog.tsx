/** What 编校提示 ask by: rules, 异形词 and 称谓 of the house. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, Modal, Tabs } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { forget, useCall } from '../queries.ts'
import { useHintWords } from '../words/hints.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import type { Hint } from './hint-marks.ts'
import { formLines, formsOf, keptOf, personLines, personsOf } from './proofing-lists.ts'

interface Typed {
  on: Hint['code'][]
  added: string
  dropped: string
  persons: string
}

function Lists({
  lists,
  rules,
  close,
}: {
  lists: AnswerOf<'get /proofing'>
  rules: AnswerOf<'get /proofing/forms'>['rules']
  close: () => void
}) {
  const own = useHintWords()
  const common = usePublicationWords()
  const words = useWords()
  const client = useQueryClient()
  const [problem, setProblem] = useState('')
  const initial: Typed = {
    on: rules.map(({ code }) => code).filter((code) => !lists.off.includes(code)),
    added: formLines(lists.added),
    dropped: lists.dropped.join('\n'),
    persons: personLines(lists.persons),
  }
  const send = async ({ on, added, dropped, persons }: Typed) => {
    const off = rules.map(({ code }) => code).filter((code) => !on.includes(code))
    const body = { off, added: formsOf(added), dropped: keptOf(dropped), persons: personsOf(persons) }
    try {
      await call('put /proofing', { body }, { ifMatch: lists.revision })
      await forget(client, 'get /proofing', 'get /chapters/{id}/hints')
      close()
    } catch (error) {
      setProblem(sentenceOf(error, words))
    }
  }
  const area = (name: 'added' | 'dropped' | 'persons') => (
    <Form.Item name={name} label={own.list[name]} extra={own.listWhy[name]}>
      <Input.TextArea className="as-written" autoSize={{ minRows: 5, maxRows: 12 }} />
    </Form.Item>
  )
  return (
    <Form layout="vertical" initialValues={initial} onFinish={send}>
      <Tabs
        items={[
          {
            key: 'rules',
            label: own.tabs.rules,
            forceRender: true,
            children: (
              <Form.Item name="on" className="proofing-rules">
                <Checkbox.Group>
                  {rules.map(({ code, clause }) => (
                    <Checkbox key={code} value={code}>
                      {own.why[code]} <span className="quiet small">{clause}</span>
                    </Checkbox>
                  ))}
                </Checkbox.Group>
              </Form.Item>
            ),
          },
          {
            key: 'forms',
            label: own.tabs.forms,
            forceRender: true,
            children: (
              <>
                {area('added')}
                {area('dropped')}
              </>
            ),
          },
          { key: 'persons', label: own.tabs.persons, forceRender: true, children: area('persons') },
        ]}
      />
      {problem && <Alert type="error" title={problem} />}
      <footer className="dialog-foot">
        <Button onClick={close}>{common.cancel}</Button>
        <Button type="primary" htmlType="submit">
          {common.save}
        </Button>
      </footer>
    </Form>
  )
}

export function ProofingDialog({ close }: { close: () => void }) {
  const own = useHintWords()
  const lists = useCall('get /proofing', {}, { staleTime: 0 })
  const forms = useCall('get /proofing/forms', {})
  const error = lists.error ?? forms.error
  return (
    <Modal open title={own.listsTitle} width={760} footer={null} onCancel={close} className="proofing-dialog">
      {error && <Failure error={error} again={() => void lists.refetch()} />}
      {lists.data && lists.isFetchedAfterMount && forms.data && (
        <Lists lists={lists.data} rules={forms.data.rules} close={close} />
      )}
    </Modal>
  )
}
