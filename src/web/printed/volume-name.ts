/** What a volume is called in full: its series, its number, and a title of its own. */
import { usePublicationWords } from '../words/publications.ts'

export function useVolumeName() {
  const { issue } = usePublicationWords()
  return ({ seriesTitle, number, title }: { seriesTitle: string; number: number | null; title: string }): string =>
    [seriesTitle, issue(number), title].filter(Boolean).join(' ')
}
