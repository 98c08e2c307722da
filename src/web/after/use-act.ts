/** Work after printing that may be refused: told, and everything that shows it read again. One at a time: a second click on its way counts as none. */
import { useRef } from 'react'
import { useDoing } from '../admin/doing.ts'

export function useAct() {
  const doing = useDoing(
    'get /volumes/{id}/printings',
    'get /volumes/{id}/errata',
    'get /errata/{id}',
    'get /volumes/{id}/fees',
    'get /volumes/{id}/dispatches',
    'get /exchange-units',
    'get /volumes/{id}/ledger',
  )
  const isBusy = useRef(false)
  /** null where it was not done. */
  return async <Made>(work: () => Promise<Made>): Promise<Made | null> => {
    if (isBusy.current) return null
    isBusy.current = true
    let made: Made | null = null
    try {
      await doing(async () => {
        made = await work()
      })
    } finally {
      isBusy.current = false
    }
    return made
  }
}
