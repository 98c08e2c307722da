import { Link } from 'react-router'
import { useWords } from '../words/words.ts'

export function NoSuchPlace() {
  const { frame } = useWords()
  return (
    <div className="sheet">
      <h1>{frame.noSuchPlace}</h1>
      <p className="quiet">{frame.noSuchPlaceWhy}</p>
      <p>
        <Link to="/search">{frame.goSearch}</Link>
      </p>
    </div>
  )
}
