/** Whether a part that is made at each print is wanted in this volume. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Switch } from 'antd'
import { type Asked, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useGeneratedWords } from '../words/generated.ts'
import { useWords } from '../words/words.ts'
import type { Volume } from './volume-form.tsx'

export function PrintedSwitch({ volume, part }: { volume: Volume; part: Volume['generated'][number] }) {
  const own = useGeneratedWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const turn = async (isOn: boolean) => {
    const generated = isOn ? [...volume.generated, part] : volume.generated.filter((one) => one !== part)
    const asked = { path: { id: volume.id }, body: { generated } } as Asked<'patch /volumes/{id}'>
    try {
      await call('patch /volumes/{id}', asked, { ifMatch: volume.revision })
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
    await forget(client, 'get /volumes/{id}')
  }
  return (
    <span className="printed-switch">
      <Switch
        size="small"
        id={`printed-${part}`}
        checked={volume.generated.includes(part)}
        onChange={(isOn) => void turn(isOn)}
      />{' '}
      <label htmlFor={`printed-${part}`}>{own.printed}</label>
    </span>
  )
}
