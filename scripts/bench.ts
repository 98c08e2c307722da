/** `npm run bench [-- book images iiif index http fold names search reuse web [--size 150M]]`: every ratio beside its goal. A goal that is missed is said, not failed: machines are noisy. */
import { book } from './bench/book.ts'
import { fold } from './bench/fold.ts'
import { http } from './bench/http.ts'
import { iiif } from './bench/iiif.ts'
import { images } from './bench/images.ts'
import { indexBuild } from './bench/index-build.ts'
import { names } from './bench/names.ts'
import { reuse } from './bench/reuse.ts'
import { print, type Row } from './bench/rounds.ts'
import { search } from './bench/search.ts'
import { web } from './bench/web.ts'

const all: Record<string, () => Promise<Row[]>> = {
  book,
  fold,
  images,
  iiif,
  index: indexBuild,
  http,
  names,
  search,
  reuse,
  web,
}
const wanted = process.argv.slice(2).filter((name) => name in all)
for (const [name, run] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const started = Date.now()
  for (const row of await run()) print(row)
  console.log(`       (${name}: ${Math.round((Date.now() - started) / 1000)} s)`)
}
