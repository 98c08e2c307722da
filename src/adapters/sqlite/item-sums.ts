/** What is counted of items: one meaning wherever it is told. */
import { sql } from 'kysely'

/**
 * An image is a photograph or a scan as it was received, also one that cannot be shown: it was given, it is kept, and it is worked on like the
 * others. What is only a container or a file of unknown kind is an item; a year's work does not count it (statistics, desk).
 */
export const itemSums = sql`count(*) as items, coalesce(sum(text_revision is not null), 0) as texts,
  coalesce(sum(char_count), 0) as characters, coalesce(sum(kind in ('photograph', 'scan')), 0) as images`
