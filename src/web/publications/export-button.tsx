/** 导出: why it would be refused is told before it is asked for; else made in the background, fetched when it is there. */
import { App, Button, Dropdown } from 'antd'
import { Link } from 'react-router'
import { addressOf } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useCall } from '../queries.ts'
import { usePlateWords } from '../words/plates.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { type Format, useExport } from './use-export.ts'

/** What is asked for most stands first. */
const formats = ['docx', 'package', 'pdf', 'epub', 'txt'] as const satisfies Format[]
/** Lines of a menu; the rest stands in the list of what is missing. */
const MOST = 6

export function ExportButton({ volumeId }: { volumeId: string }) {
  const words = useWords()
  const own = usePublicationWords().volume
  const { rights } = usePlateWords()
  const { message } = App.useApp()
  const clearance = useCall('get /volumes/{id}/clearance', { path: { id: volumeId } })
  const { start, isMaking } = useExport(volumeId, ({ id, state, problem }) => {
    if (state !== 'done') return void message.error(problem?.detail ?? own.failed, 8)
    message.success(
      <span>
        {own.exported}{' '}
        <a href={addressOf('/volumes/{id}/exports/{jobId}', { id: volumeId, jobId: id })} download>
          {own.download}
        </a>
      </span>,
      12,
    )
  })
  const choose = (format: Format) => start(format).catch((error) => message.error(sentenceOf(error, words), 8))
  const { missing = 0, items: uncleared = [] } = clearance.data ?? {}
  const blocks = uncleared.slice(0, MOST).map(({ place, item, missing: documents }) => ({
    key: `${place.id} ${item.id}`,
    label: (
      <Link className="export-block" to={`/items/${item.id}?tab=rights`}>
        <span className="as-written">{item.title ?? item.referenceCode ?? rights.hidden}</span>
        <span className="small">{documents.map(({ text }) => text).join('、')}</span>
      </Link>
    ),
  }))
  const rest = {
    key: 'all',
    label: <Link to={`/volumes/${volumeId}?open=rights`}>{rights.all(uncleared.length)}</Link>,
  }
  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={(isOpen) => {
        if (isOpen) void clearance.refetch()
      }}
      menu={{
        items: [
          ...(missing > 0
            ? [{ key: 'missing', type: 'group' as const, label: rights.blocked, children: [...blocks, rest] }]
            : []),
          ...formats.map((key) => ({ key, label: own.formats[key], disabled: missing > 0 })),
        ],
        onClick: ({ key }) => {
          if (formats.some((format) => format === key)) void choose(key as Format)
        },
      }}
    >
      <Button icon={<Icon name={missing > 0 ? 'warning' : 'export'} />} loading={isMaking}>
        {isMaking ? own.exporting : own.export}
        {missing > 0 && <span className="small">{rights.lacks(missing)}</span>}
      </Button>
    </Dropdown>
  )
}
