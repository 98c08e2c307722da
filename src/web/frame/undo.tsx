/** Says what was done, with 撤销 beside it for a while. */
import { App } from 'antd'
import { useWords } from '../words/words.ts'

export function useUndo() {
  const words = useWords()
  const { message } = App.useApp()
  return (key: string, said: string, undo: () => void) =>
    void message.info({
      key,
      duration: 8,
      content: (
        <span>
          {said}{' '}
          <button
            type="button"
            className="as-link"
            onClick={() => {
              message.destroy(key)
              undo()
            }}
          >
            {words.frame.undo}
          </button>
        </span>
      ),
    })
}
