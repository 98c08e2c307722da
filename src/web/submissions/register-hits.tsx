/** 全部登记为稿件: everything a search finds, after being told how many that is. */
import { App, Button } from 'antd'
import type { Calls } from '../api.ts'
import { useRegisteringWords } from '../words/registering.ts'
import { useRegistering } from './register-button.tsx'

type Hits = Extract<Calls['post /submissions']['body'], { hits: unknown }>['hits']

export function RegisterHits({ hits, total }: { hits: Hits; total: number }) {
  const own = useRegisteringWords()
  const { modal } = App.useApp()
  const register = useRegistering()
  return (
    <Button
      onClick={() =>
        modal.confirm({
          title: own.registerHits(total),
          content: own.registerHitsWhat,
          okText: own.register,
          onOk: () => register({ hits }),
        })
      }
    >
      {own.registerAll}
    </Button>
  )
}
