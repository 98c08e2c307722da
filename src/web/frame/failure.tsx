/** What went wrong, why, and what to do: never only a colour, with the request id to copy. */
import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { Refusal } from '../api.ts'
import { useWords, type Words } from '../words/words.ts'
import { useCopying } from './copying.tsx'
import { Icon } from './icon.tsx'
import './failure.css'

export function sentenceOf(error: unknown, words: Words): string {
  if (!(error instanceof Refusal)) return words.failure.broken
  if (error.code === 'network') return words.failure.network
  const parts = error.errors.map(({ detail }) => detail).filter((detail) => detail !== error.message)
  return [error.message, ...parts].join(' ')
}

export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const words = useWords()
  const copy = useCopying()
  const requestId = error instanceof Refusal ? error.requestId : ''
  return (
    <div className="failure" role="alert">
      <Icon name="warning" />
      <div>
        <strong>{words.failure.title}</strong>
        <p>{sentenceOf(error, words)}</p>
        <p className="failure-acts">
          {again && (
            <Button size="small" onClick={again}>
              {words.failure.again}
            </Button>
          )}
          {requestId && (
            <Button
              size="small"
              type="text"
              onClick={() => void copy(requestId)}
              aria-label={`${words.failure.copy} ${words.failure.requestId(requestId.slice(0, 8))}`}
            >
              <span className="quiet">{words.failure.requestId(requestId.slice(0, 8))}</span>
            </Button>
          )}
        </p>
      </div>
    </div>
  )
}

/** A fault of ours keeps the frame, and says so. */
export class FaultBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }
  static getDerivedStateFromError = (error: unknown) => ({ error })
  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <div className="sheet">
        <Failure error={this.state.error} again={() => location.reload()} />
      </div>
    )
  }
}
