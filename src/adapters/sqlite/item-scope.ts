/** The SQL of policy.ts `scope`. */
import type { ExpressionBuilder } from 'kysely'
import { among } from './database.ts'
import type { Schema } from './schema.ts'

/** Withdrawn items are never opened by a grant. */
export function visible(
  eb: ExpressionBuilder<Schema, 'items'>,
  scope: { classes: readonly string[]; alsoItems: readonly string[] },
) {
  const inUse = eb('withdrawn_at', 'is', null)
  const any = [eb.and([inUse, eb('access', 'in', scope.classes.length ? scope.classes : ['-'])])]
  if (scope.classes.includes('withdrawn')) any.push(eb('withdrawn_at', 'is not', null))
  if (scope.alsoItems.length) any.push(eb.and([inUse, eb('items.id', 'in', among(scope.alsoItems))]))
  return eb.or(any)
}
