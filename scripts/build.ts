/** `npm run build`: the browser client as files in dist/, each also as brotli and gzip. `--if-changed` does nothing where they are of the present sources. */
import { buildClient } from './web/build.ts'

const isBuilt = await buildClient({ always: !process.argv.includes('--if-changed') })
if (isBuilt) console.log('网页已生成 client built: dist/')
