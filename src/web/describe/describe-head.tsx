/** Over the sheet: whose rows it has, and how many of them are done. */
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { useWords } from '../words/describe.ts'
import { StateFilter } from './state-filter.tsx'
import type { Survey } from './survey.ts'
import type { Filter } from './use-sheet.ts'

/** `children`: the next step, where there is one. */
export function DescribeHead({
  accession,
  filter,
  survey,
  showsGaps,
  showGaps,
  children,
}: {
  accession: AnswerOf<'get /accessions/{id}'> | undefined
  filter: Filter
  survey: Survey
  showsGaps: boolean
  showGaps: () => void
  children: ReactNode
}) {
  const words = useWords()
  const own = words.describe
  return (
    <header className="describe-head">
      <div>
        <nav aria-label={own.crumbs} className="crumbs small">
          {accession ? (
            <>
              <Link to="/accessions">{words.frame.places.accessions}</Link>
              <span aria-hidden="true">/</span>
              <Link to={`/accessions/${accession.id}`} className="reference">
                {accession.accessionNumber}
              </Link>
              <span aria-hidden="true">/</span>
            </>
          ) : null}
          <span>{own.title}</span>
        </nav>
        <h1 className="as-written">{accession?.title ?? own.title}</h1>
      </div>
      <span className="spread" />
      <div className="describe-progress">
        <p>
          {own.progress(survey.counted, survey.ready).map((part, i) => (i === 1 ? <b key="ready">{part}</b> : part))}
          {survey.gaps > 0
            ? own.gaps(survey.gaps).map((part, i) =>
                i === 1 ? (
                  <b key="gaps" className="bad">
                    {part}
                  </b>
                ) : (
                  part
                ),
              )
            : survey.counted > 0 && own.noGaps}
        </p>
        <progress value={survey.ready} max={Math.max(1, survey.counted)} aria-label={own.allReady} />
      </div>
      <StateFilter filter={filter} />
      <Button onClick={showGaps} disabled={!showsGaps && survey.incomplete.length === 0}>
        {showsGaps ? own.everyRow : own.onlyGaps}
      </Button>
      {children}
    </header>
  )
}
