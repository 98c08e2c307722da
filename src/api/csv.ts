/** Rows of a CSV file (RFC 4180). */

/** A cell that a spreadsheet would run as a formula is made text (CWE-1236); one that looks so made is marked too, so that reading takes off one mark. */
const cell = (value: string): string => {
  const safe = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const row = (values: readonly string[]): string => `${values.map(cell).join(',')}\r\n`
