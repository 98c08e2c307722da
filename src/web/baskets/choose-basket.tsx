/** 入篮: into the basket used last, with one press; another one, or a new one, from the list beside it. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { forget, useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'

const LAST = 'wenshi.basket'

/** `put` is told the basket; what it answers is said. */
export function usePutting(put: (basketId: string) => Promise<string>) {
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  const baskets = useCall('get /baskets', { query: { size: 200 } })
  const all = baskets.data?.items ?? []
  const last = all.find(({ id }) => id === localStorage.getItem(LAST)) ?? all[0]

  /** Without an id into the one used last, or into the first there is. */
  async function into(id = last?.id) {
    setIsBusy(true)
    try {
      const basketId = id ?? (await call('post /baskets', { body: { title: words.baskets.firstTitle } })).id
      const said = await put(basketId)
      localStorage.setItem(LAST, basketId)
      await forget(client, 'get /baskets', 'get /baskets/{id}/entries')
      message.success(
        <span>
          {said} <Link to={`/baskets/${basketId}`}>{words.baskets.look}</Link>
        </span>,
      )
    } catch (error) {
      message.error(sentenceOf(error, words))
    } finally {
      setIsBusy(false)
    }
  }
  return { all, last, into, isBusy }
}

export function ChooseBasket({
  label,
  size = 'middle',
  keyName,
  isPlain = false,
  isOff = false,
  put,
}: {
  label: string
  size?: 'small' | 'middle'
  /** That does the same as a press. */
  keyName?: string
  /** Without a frame, among others that have none. */
  isPlain?: boolean
  isOff?: boolean
  put: (basketId: string) => Promise<string>
}) {
  const words = useWords()
  const { all, last, into, isBusy } = usePutting(put)
  useKeys(keyName && !isOff ? { [keyName]: () => void into() } : {})
  const create = async () =>
    into((await call('post /baskets', { body: { title: words.baskets.newTitle(new Date()) } })).id)
  const type = isPlain ? 'text' : 'default'
  return (
    <Space.Compact size={size}>
      <Button
        type={type}
        disabled={isOff}
        icon={<Icon name="basket" />}
        loading={isBusy}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => into()}
        title={last?.title}
      >
        {label} {keyName && <kbd>{keyName}</kbd>}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...all
              .slice(0, 12)
              .map(({ id, title, entries }) => ({ key: id, label: words.baskets.withCount(title, entries) })),
            { type: 'divider' },
            { key: '', label: words.baskets.create },
          ],
          onClick: ({ key }) => void (key === '' ? create() : into(key)),
        }}
      >
        <Button
          type={type}
          disabled={isOff}
          aria-label={words.baskets.choose}
          icon={<Icon name="down" />}
          onMouseDown={(event) => event.preventDefault()}
        />
      </Dropdown>
    </Space.Compact>
  )
}
