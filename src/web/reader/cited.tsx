/** 引用: what was copied, and its style. */
import { Button } from 'antd'
import { Icon } from '../frame/icon.tsx'
import { Select } from '../frame/select.tsx'
import { useWords } from '../words/words.ts'
import { type Style, styles } from './citation-styles.ts'

/** 引文已复制: what was copied, in which style, and another style at hand. */
export function Cited({
  cited,
  style,
  setStyle,
  close,
}: {
  cited: { quote: string; source: string; isCopied: boolean }
  style: Style
  setStyle: (style: Style) => void
  close: () => void
}) {
  const words = useWords()
  const said = cited.quote ? words.reader.cited : words.reader.citedSource
  return (
    <div className="cited no-print" role="status">
      <header>
        <Icon name={cited.isCopied ? 'check' : 'warning'} />
        <b>{cited.isCopied ? said : words.failure.copyByHand}</b>
        <span className="spread" />
        <Select
          size="small"
          variant="borderless"
          popupMatchSelectWidth={false}
          aria-label={words.reader.style}
          value={style}
          options={styles.map((value) => ({ value, label: words.reader.styles[value] }))}
          onChange={setStyle}
        />
        <Button size="small" type="text" aria-label={words.frame.close} icon={<Icon name="close" />} onClick={close} />
      </header>
      {cited.quote && <blockquote className="song as-written">{cited.quote}</blockquote>}
      <p className="small as-written">{cited.source}</p>
    </div>
  )
}
