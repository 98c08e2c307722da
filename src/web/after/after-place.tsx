/** 出版之后: what was printed, what is wrong in it, whom it pays, where its copies go. */
import { Tabs } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { Steps } from '../reviews/steps.tsx'
import { VolumeHead } from '../reviews/volume-head.tsx'
import { useAfterWords } from '../words/after.ts'
import { DispatchesPane } from './dispatches-pane.tsx'
import { ErrataPane } from './errata-pane.tsx'
import { FeesPane } from './fees-pane.tsx'
import { PrintingsPane } from './printings-pane.tsx'
import '../publications/volume.css'
import '../reviews/reviews.css'
import './after.css'

const panes = { printings: PrintingsPane, errata: ErrataPane, fees: FeesPane, dispatches: DispatchesPane }
type Pane = keyof typeof panes
const names = Object.keys(panes) as Pane[]

export function AfterPlace() {
  const { id = '' } = useParams()
  const own = useAfterWords()
  const [params, setParams] = useSearchParams()
  const tab = names.find((one) => one === params.get('tab')) ?? 'printings'
  const volume = useCall('get /volumes/{id}', { path: { id } })
  useTitle(`${own.title} ${volume.data?.title ?? ''}`)
  if (failureOf(volume))
    return (
      <div className="sheet">
        <Failure error={volume.error} again={() => void volume.refetch()} />
      </div>
    )
  if (!volume.data) return <Waiting />
  return (
    <div className="review-place">
      <VolumeHead volume={volume.data}>
        <Steps volumeId={id} />
        <span className="spread" />
        <Link to={`/volumes/${id}`}>{own.back}</Link>
      </VolumeHead>
      <div className="sheet reviews-sheet">
        <Tabs
          activeKey={tab}
          onChange={(key) => setParams(key === 'printings' ? {} : { tab: key })}
          destroyOnHidden
          items={names.map((key) => {
            const Pane = panes[key]
            return { key, label: own.tabs[key], children: <Pane volumeId={id} /> }
          })}
        />
      </div>
    </div>
  )
}
