/** 改字 over the text, of a passage that was selected; with the way back. */
import { App, Button } from 'antd'
import type { Item, Text } from '../api-types.ts'
import { Icon } from '../frame/icon.tsx'
import { useReportWords } from '../words/reports.ts'
import { useWords } from '../words/words.ts'
import { CorrectPassage } from './correct-passage.tsx'
import { useCorrecting } from './correcting.ts'
import './reports.css'

export function CorrectCard({
  item,
  text,
  place,
  close,
}: {
  item: Item
  text: Text
  place: { start: number; end: number }
  close: () => void
}) {
  const words = useWords()
  const own = useReportWords()
  const { message } = App.useApp()
  const { correct } = useCorrecting(item.id)
  const told = (revision: number) => {
    const key = `corrected-${item.id}`
    const undo = () => {
      message.destroy(key)
      void correct(text.text, own.correct.undone, revision)
    }
    message.success({
      key,
      duration: 8,
      content: (
        <span>
          {own.correct.done}{' '}
          <button type="button" className="as-link" onClick={undo}>
            {own.acts.undo}
          </button>
        </span>
      ),
    })
  }
  return (
    <aside className="cited no-print" aria-label={own.correct.title}>
      <header>
        <Icon name="pencil" />
        <b>{own.correct.title}</b>
        <span className="spread" />
        <Button size="small" type="text" aria-label={words.frame.close} icon={<Icon name="close" />} onClick={close} />
      </header>
      <CorrectPassage
        item={item}
        text={text}
        place={place}
        note={own.correct.byHand}
        label={own.correct.save}
        done={told}
        close={close}
      />
    </aside>
  )
}
