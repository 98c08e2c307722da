/** The ways a list leaves the house. */
import { useAfterWords } from '../words/after.ts'

/** `path`: below /api/v1, with its query. */
export function Papers({ name, path, isTable = false }: { name: string; path: string; isTable?: boolean }) {
  const own = useAfterWords()
  const address = (format: string) => `/api/v1${path}${path.includes('?') ? '&' : '?'}format=${format}`
  return (
    <span className="papers">
      <a href={address('html')} target="_blank" rel="noreferrer">
        {name}
      </a>
      <a href={address('docx')} aria-label={`${name} ${own.word}`}>
        {own.word}
      </a>
      {isTable && (
        <a href={address('xlsx')} aria-label={`${name} ${own.excel}`}>
          {own.excel}
        </a>
      )}
    </span>
  )
}
