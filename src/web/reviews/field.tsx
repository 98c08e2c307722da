/** A field and its label, tied to each other. */
import { type ReactNode, useId } from 'react'

export function Field({
  label,
  isWide = false,
  children,
}: {
  label: string
  isWide?: boolean
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={isWide ? 'review-field is-wide' : 'review-field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
