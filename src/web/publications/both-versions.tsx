/** Somebody else saved the chapter too: what the two versions differ in, and which is to stand. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Differences } from '../transcribe/differences.tsx'
import '../transcribe/transcribe.css'
import { usePublicationWords } from '../words/publications.ts'
import { textOf } from './content.ts'
import type { Manuscript } from './manuscript.ts'

export function BothVersions({ manuscript }: { manuscript: Manuscript }) {
  const own = usePublicationWords().chapter
  const [looks, setLooks] = useState(true)
  const { theirs } = manuscript.state()
  if (!theirs) return null
  return (
    <Alert
      type="warning"
      className="both-versions"
      title={own.theirs}
      description={
        <>
          <p>{own.theirsWhy}</p>
          {looks ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
            <section className="both-room" tabIndex={0} aria-label={own.lookTheirs}>
              <Differences before={textOf(theirs.content)} after={textOf(manuscript.version().content)} />
            </section>
          ) : (
            <Button size="small" type="text" onClick={() => setLooks(true)}>
              {own.lookTheirs}
            </Button>
          )}
          <p className="both-acts">
            <Button size="small" type="primary" onClick={() => manuscript.settle('mine')}>
              {own.mine}
            </Button>
            <Button size="small" onClick={() => manuscript.settle('theirs')}>
              {own.useTheirs}
            </Button>
          </p>
        </>
      }
    />
  )
}
