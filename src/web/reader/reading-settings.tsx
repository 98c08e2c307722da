/** 阅读设置: size and direction of the text, kept in this browser. */
import { Button, Checkbox, Popover } from 'antd'
import { type CSSProperties, useState } from 'react'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/words.ts'

export interface ReadingSettings {
  /** Pixels. */
  size: number
  isVertical: boolean
  showsPages: boolean
}

const KEPT = 'wenshi.reading'
const plain: ReadingSettings = { size: 18, isVertical: false, showsPages: true }
const sizes = { min: 14, max: 32 }

function kept(): ReadingSettings {
  try {
    const { size, ...rest } = {
      ...plain,
      ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<ReadingSettings>),
    }
    return { ...rest, size: Math.min(sizes.max, Math.max(sizes.min, Number(size) || plain.size)) }
  } catch {
    return plain
  }
}

export function useReadingSettings(): [ReadingSettings, (to: ReadingSettings) => void] {
  const [settings, setSettings] = useState(kept)
  return [
    settings,
    (to) => {
      localStorage.setItem(KEPT, JSON.stringify(to))
      setSettings(to)
    },
  ]
}

export const styleOf = ({ size }: ReadingSettings): CSSProperties => ({ fontSize: size })

export function ReadingSettingsButton({
  settings,
  change,
}: {
  settings: ReadingSettings
  change: (to: ReadingSettings) => void
}) {
  const words = useWords()
  const resize = (by: number) => change({ ...settings, size: settings.size + by })
  const form = (
    <div className="reading-settings">
      <fieldset>
        <legend className="small">{words.reader.size}</legend>
        <Button
          size="small"
          aria-label={words.reader.smaller}
          disabled={settings.size <= sizes.min}
          onClick={() => resize(-2)}
        >
          −
        </Button>
        <span>{settings.size}</span>
        <Button
          size="small"
          aria-label={words.reader.larger}
          disabled={settings.size >= sizes.max}
          onClick={() => resize(2)}
        >
          ＋
        </Button>
      </fieldset>
      <Checkbox
        checked={settings.isVertical}
        onChange={({ target }) => change({ ...settings, isVertical: target.checked })}
      >
        {words.reader.vertical}
      </Checkbox>
      <Checkbox
        checked={settings.showsPages}
        onChange={({ target }) => change({ ...settings, showsPages: target.checked })}
      >
        {words.reader.pageMarks}
      </Checkbox>
    </div>
  )
  return (
    <Popover content={form} trigger="click" placement="bottomRight">
      <Button
        type="text"
        aria-label={words.reader.settings}
        title={words.reader.settings}
        icon={<Icon name="settings" />}
      />
    </Popover>
  )
}
