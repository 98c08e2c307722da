/** Work on the reviews of a volume that may be refused: told, and everything read again. True where it was done. */
import { useDoing } from '../admin/doing.ts'

export const useAct = () =>
  useDoing(
    'get /volumes/{id}/reviews',
    'get /volumes/{id}/proofs',
    'get /volumes/{id}/ledger',
    'get /volumes/{id}/outline',
  )
