/** 设置: what the office sets for itself, and the tables by which dates are read. Each has its address. */
import { Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { useSettingWords } from '../words/settings.ts'
import { SettingsOf } from './settings-form.tsx'

const Chronology = lazy(async () => ({ default: (await import('./chronology.tsx')).Chronology }))
const tables = ['office', 'periods', 'eras'] as const

function Office() {
  const settings = useCall('get /settings', {})
  if (failureOf(settings)) return <Failure error={settings.error} again={() => void settings.refetch()} />
  if (!settings.data) return <Waiting />
  return <SettingsOf key={settings.data.revision} settings={settings.data} />
}

export function SettingsView() {
  const say = useSettingWords()
  const [params, setParams] = useSearchParams()
  const table = tables.find((name) => name === params.get('table')) ?? 'office'
  return (
    <>
      <Segmented
        value={table}
        options={tables.map((value) => ({ value, label: say.tables[value] }))}
        onChange={(to) => setParams(to === 'office' ? {} : { table: to })}
      />
      {table === 'office' ? (
        <Office />
      ) : (
        <Suspense fallback={<Waiting />}>
          <Chronology key={table} kind={table} />
        </Suspense>
      )}
    </>
  )
}
