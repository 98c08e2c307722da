/** 退还原件: on which day what was lent went back, and what is to be remembered of it. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'
import { type Accession, today } from './accession-form.tsx'

export function GiveBack({ accession, close }: { accession: Accession; close: () => void }) {
  const words = useWords()
  const own = useAccessionWords()
  const client = useQueryClient()
  const [date, setDate] = useState(accession.returned?.at ?? today())
  const [note, setNote] = useState(accession.returned?.note ?? '')
  const [problem, setProblem] = useState('')
  const send = async (to: string | null) => {
    try {
      await call('put /accessions/{id}/return', { path: { id: accession.id }, body: { date: to, note } })
      await forget(client, 'get /accessions/{id}', 'get /accessions')
      close()
    } catch (error) {
      setProblem(sentenceOf(error, words))
    }
  }
  return (
    <Modal
      open
      width={440}
      title={own.place.giveBackTitle}
      onCancel={close}
      footer={
        <div className="form-foot">
          {accession.returned && (
            <Button type="text" onClick={() => send(null)}>
              {own.place.undoReturn}
            </Button>
          )}
          <span className="spread" />
          <Button onClick={close}>{own.form.cancel}</Button>
          <Button type="primary" onClick={() => send(date || today())}>
            {own.place.giveBack}
          </Button>
        </div>
      }
    >
      <div className="give-back">
        <label htmlFor="give-back-date">{own.place.giveBackDate}</label>
        <Input
          id="give-back-date"
          type="date"
          status={problem ? 'error' : ''}
          aria-describedby="give-back-problem"
          value={date}
          onChange={({ target }) => setDate(target.value)}
        />
        <p id="give-back-problem" className="bad" role="alert">
          {problem}
        </p>
        <label htmlFor="give-back-note">{own.place.giveBackNote}</label>
        <Input id="give-back-note" value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
      </div>
    </Modal>
  )
}
