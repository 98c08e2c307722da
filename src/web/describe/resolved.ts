/** What a date as written resolves to: as it is stored, else as the service reads it. */
import { useCall } from '../queries.ts'
import { useWords } from '../words/describe.ts'
import type { Cell, Read } from './cells.ts'

export const useReading = (text: string, isAsked: boolean, context?: string) =>
  useCall(
    'get /dates',
    { query: context === undefined ? { text } : { text, context } },
    { enabled: isAsked && text !== '', staleTime: Number.POSITIVE_INFINITY, keep: true },
  )

export function useResolved(
  { text, read }: Cell,
  isOn = true,
): { read: Read | null; why: string | null; isAsked: boolean } {
  const { refusals } = useWords().describe.dates
  const stored = read && (read.edtf !== null || read.start !== null || read.end !== null) ? read : null
  const asked = useReading(text, isOn && !stored)
  const answer = !stored && asked.data?.text === text ? asked.data : null
  return {
    read: stored ?? answer?.date ?? null,
    why: answer?.refusal ? (refusals[answer.refusal] ?? answer.refusal) : null,
    isAsked: !stored && asked.isFetching,
  }
}
