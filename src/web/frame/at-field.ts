/** What the service says of a field stands at that field. */
import type { FormInstance } from 'antd'
import { Refusal } from '../api.ts'

type Path = (string | number)[]
type Fields = Parameters<FormInstance['setFields']>[0]

/**
 * Marks the fields a refusal names; true where everything it says stands at one of them. `at`: where a pointer is shown, null for
 * nowhere. `byCode`: the fields of refusals that name none.
 */
export function sayAtFields(
  form: FormInstance,
  error: unknown,
  at: (pointer: Path) => Path | null,
  byCode: Readonly<Record<string, Path>> = {},
): boolean {
  if (!(error instanceof Refusal)) return false
  const path = byCode[error.code]
  const said = path ? [{ name: path, errors: [error.message] }] : []
  let isWhole = said.length > 0 || error.errors.length > 0
  for (const { pointer, detail } of error.errors) {
    const parts = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const name = at(parts)
    if (name) said.push({ name, errors: [detail] })
    else isWhole = false
  }
  form.setFields(said as unknown as Fields)
  const [first] = said
  if (first) form.scrollToField(first.name, { block: 'center', focus: true })
  return isWhole
}
