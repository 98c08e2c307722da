/** 这一辑: what its title page and imprint say. */
import { InputNumber, Radio } from 'antd'
import { useId } from 'react'
import { SavedInput } from '../frame/saved-input.tsx'
import { usePrintedWords } from '../words/printed.ts'
import { usePublicationWords } from '../words/publications.ts'
import type { Parts } from './import-place.tsx'

type Name = 'seriesTitle' | 'title' | 'year' | 'place' | 'compiledBy' | 'publisher' | 'isbn' | 'permitNumber'
const imprint: readonly Name[] = ['compiledBy', 'publisher', 'isbn', 'permitNumber']

export function VolumePart({ found, save }: Parts) {
  const own = usePrintedWords().volume
  const { volume } = usePublicationWords()
  const id = useId()
  const field = (name: Name, label: string, hint = '') => {
    const isImprint = imprint.includes(name)
    const value = isImprint ? (found.imprint[name] ?? '') : (found[name as 'title'] ?? '')
    return (
      <p className={`form-line is-${name}`}>
        <label htmlFor={`${id}${name}`}>{label}</label>
        <SavedInput
          id={`${id}${name}`}
          value={value}
          placeholder={hint}
          maxLength={name === 'year' ? 4 : 200}
          allows={(said) => name !== 'year' || /^(\d{4})?$/.test(said)}
          save={(said) =>
            save(isImprint ? ({ imprint }) => ({ imprint: { ...imprint, [name]: said } }) : { [name]: said })
          }
        />
      </p>
    )
  }
  return (
    <section aria-labelledby={`${id}heading`} className="import-part">
      <h2 id={`${id}heading`}>{own.heading}</h2>
      <div className="import-grid">
        {field('seriesTitle', own.series, own.seriesHint)}
        <p className="form-line">
          <label htmlFor={`${id}number`}>{own.number}</label>
          <InputNumber
            id={`${id}number`}
            min={1}
            max={9999}
            precision={0}
            value={found.number}
            changeOnWheel={false}
            onChange={(number) => number !== found.number && void save({ number })}
          />
        </p>
        {field('title', own.title, own.titleHint)}
        {field('year', own.year)}
      </div>
      <Radio.Group
        aria-label={own.type}
        value={found.type}
        onChange={({ target }) => void save({ type: target.value })}
        options={(['internal', 'public'] as const).map((value) => ({ value, label: volume.types[value] }))}
      />
      <div className="import-grid is-even">
        {field('compiledBy', own.compiledBy, own.compiledByHint)}
        {found.type === 'internal' ? (
          field('permitNumber', own.permitNumber)
        ) : (
          <>
            {field('place', own.place)}
            {field('publisher', own.publisher)}
            {field('isbn', own.isbn)}
          </>
        )}
      </div>
    </section>
  )
}
