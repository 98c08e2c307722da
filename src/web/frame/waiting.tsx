import { useWords } from '../words/words.ts'

export const Waiting = () => (
  <div className="waiting" role="status">
    {useWords().frame.loading}
  </div>
)
