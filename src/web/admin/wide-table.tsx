/** A table that is wider than a narrow screen scrolls in a room of its own, also by keys. */
import type { CSSProperties, ReactNode } from 'react'

export const WideTable = ({ label, least, children }: { label: string; least: number; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys
  <section className="wide-table" tabIndex={0} aria-label={label} style={{ '--least': `${least}px` } as CSSProperties}>
    {children}
  </section>
)
