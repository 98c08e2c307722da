/** The head of a place that is about a volume: which one it is, and what can be done there. */
import type { ReactNode } from 'react'
import { usePublicationWords } from '../words/publications.ts'

export function VolumeHead({
  volume: { seriesTitle, number, title },
  stage,
  children,
}: {
  volume: { seriesTitle: string; number: number | null; title: string }
  stage?: string
  children: ReactNode
}) {
  const words = usePublicationWords()
  return (
    <header className="volume-head">
      <div>
        <p className="small quiet">{seriesTitle}</p>
        <h1>
          {words.issue(number)} <span>{title}</span> {stage}
        </h1>
      </div>
      {children}
    </header>
  )
}
