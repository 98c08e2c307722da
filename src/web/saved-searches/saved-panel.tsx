/** 保存本次检索, and those saved before. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { isComposing } from '../frame/keys.ts'
import { forget } from '../queries.ts'
import { type Asking, isEmpty } from '../search/asking.ts'
import { useSavedWords } from '../words/saved.ts'
import { useWords } from '../words/words.ts'
import { savedOf } from './saved.ts'
import { SavedList } from './saved-list.tsx'

export function SavedPanel({ asking, close }: { asking: Asking; close: () => void }) {
  const words = useWords()
  const own = useSavedWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [name, setName] = useState(asking.q.slice(0, 200))
  const [isBusy, setIsBusy] = useState(false)
  const save = async () => {
    setIsBusy(true)
    try {
      await call('post /saved-searches', { body: savedOf(asking, name.trim()) })
      message.success(own.kept(name.trim()))
      await forget(client, 'get /saved-searches')
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    setIsBusy(false)
  }
  return (
    <div className="saved-panel">
      {isEmpty(asking) ? (
        <p className="quiet small">{own.nothing}</p>
      ) : (
        <>
          <label className="small" htmlFor="saved-name">
            {own.save}
          </label>
          <p className="saved-new">
            <Input
              id="saved-name"
              placeholder={own.name}
              maxLength={200}
              value={name}
              onChange={({ target }) => setName(target.value)}
              onPressEnter={(event) => !isComposing(event) && name.trim() && void save()}
            />
            <Button type="primary" loading={isBusy} disabled={name.trim() === ''} onClick={save}>
              {own.keep}
            </Button>
          </p>
        </>
      )}
      <h2>{own.title}</h2>
      <SavedList opened={close} />
    </div>
  )
}
