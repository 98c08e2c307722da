/** The outline of a volume in the place: shown as it will be, sent, and made again where another editor was quicker. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef } from 'react'
import { type AnswerOf, type Around, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { again } from './again.ts'
import { type Move, placed, replayed } from './outline.ts'

export type Outline = AnswerOf<'get /volumes/{id}/outline'>
export type OutlineNode = Outline['nodes'][number]
/** What is sent to an outline as it is met; null: the change has lost its sense there. */
type Send = (outline: Outline, around: Around) => Promise<Outline> | null

export function useOutline(volumeId: string) {
  const words = useWords()
  const own = usePublicationWords().outline
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = { id: volumeId }
  const key = keyOf('get /volumes/{id}/outline', { path })
  const asked = useCall('get /volumes/{id}/outline', { path })
  const show = (outline: Outline) => {
    // What is being read meanwhile is older, and would put a key that was pressed since out of sight.
    void client.cancelQueries({ queryKey: key })
    client.setQueryData<Outline>(key, outline)
  }
  const present = () => client.getQueryData<Outline>(key)

  // One after the other: a key held down is no quarrel with oneself.
  const queue = useRef({ last: Promise.resolve(true), waiting: 0 }).current

  async function attempt(send: Send): Promise<boolean> {
    try {
      const { made, isAgain } = await again(
        present(),
        async (outline) => ({ outline, answer: await send(outline, { ifMatch: outline.revision }) }),
        () => call('get /volumes/{id}/outline', { path }),
      )
      const { outline, answer } = made
      if (!answer) {
        show(outline)
        message.warning(own.lost)
        return false
      }
      // What waits is shown already, and goes on from here.
      show(queue.waiting > 1 ? { nodes: present()?.nodes ?? answer.nodes, revision: answer.revision } : answer)
      if (isAgain) message.info(own.replayed)
      return true
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
      return false
    } finally {
      queue.waiting--
      if (queue.waiting === 0) await forget(client, 'get /volumes/{id}/outline', 'get /volumes/{id}', 'get /volumes')
    }
  }
  /** True where it was done. */
  function change(send: Send): Promise<boolean> {
    queue.waiting++
    queue.last = queue.last.then(() => attempt(send))
    return queue.last
  }

  return {
    ...asked,
    /** As it is now, also where the screen has not caught up with the last key. */
    now: () => present()?.nodes ?? [],
    change,
    async move(move: Move): Promise<boolean> {
      const before = present()
      if (!before) return false
      show({ ...before, nodes: [...placed(before.nodes, move)] })
      return change((outline, around) => {
        const again = outline.revision === before.revision ? move : replayed(outline.nodes, move)
        if (!again) return null
        const { id, ...place } = again
        return call('put /volumes/{id}/outline/{nodeId}/place', { path: { ...path, nodeId: id }, body: place }, around)
      })
    },
    addSection: (title: string, parentId: string | null) =>
      change(async (_, around) => {
        const made = await call('post /volumes/{id}/outline/sections', { path, body: { title, parentId } }, around)
        return made.outline
      }),
    rename: (nodeId: string, title: string) =>
      change((_, around) =>
        call('patch /volumes/{id}/outline/{nodeId}', { path: { ...path, nodeId }, body: { title } }, around),
      ),
    remove: (nodeId: string) =>
      change((_, around) => call('delete /volumes/{id}/outline/{nodeId}', { path: { ...path, nodeId } }, around)),
  }
}
