/** What a person says of two items that share passages, with the way back. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { createElement, useRef, useState } from 'react'
import { type Asked, call, Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useReuseWords } from '../words/reuse.ts'
import { useWords } from '../words/words.ts'

export const decisions = ['duplicate', 'version', 'excerpt', 'unrelated'] as const
export type Decision = Asked<'put /reuse/{id}/decision'>['body']['decision']

export interface Pair {
  id: string
  revision: number
  decision: Decision
  /** Why, in a few words. */
  note: string
}

export function useDecide() {
  const words = useWords()
  const own = useReuseWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  /** As it was before the last decision, and the revision that came of it. */
  const last = useRef<Pair | null>(null)

  async function put(pair: Pair, decision: Decision, note: string): Promise<boolean> {
    setIsBusy(true)
    try {
      const path = { id: pair.id }
      const { revision } = await call(
        'put /reuse/{id}/decision',
        { path, body: { decision, note } },
        { ifMatch: pair.revision },
      )
      last.current = { ...pair, revision }
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'reuse.stale') message.warning(own.stale)
      else message.error(sentenceOf(error, words))
      return false
    } finally {
      setIsBusy(false)
      void forget(client, 'get /reuse', 'get /items/{id}/similar', 'get /items/{id}/similar/{otherId}', 'get /desk')
    }
  }
  async function undo(): Promise<Pair | null> {
    const back = last.current
    if (!back) return null
    last.current = null
    message.destroy('reuse')
    if (!(await put(back, back.decision, back.note))) return null
    last.current = null
    message.info({ key: 'reuse', content: own.undone })
    return back
  }
  async function decide(pair: Pair, decision: Decision, note: string, undone?: (pair: Pair) => void): Promise<boolean> {
    if (!(await put(pair, decision, decision === null ? '' : note))) return false
    const undoing = async () => {
      const back = await undo()
      if (back) undone?.(back)
    }
    const button = createElement('button', { type: 'button', className: 'as-link', onClick: undoing }, own.undo)
    const done = decision === null ? own.undone : own.done(own.states[decision] ?? decision)
    message.success({ key: 'reuse', content: createElement('span', null, done, ' ', button) })
    return true
  }
  return { isBusy, decide, undo }
}
