/** Many addresses asked for in turns, by a process of its own: wrk where it is installed (Debian: wrk), else `load.ts`, which costs more than nginx does. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isThere } from './image-servers.ts'

const CONNECTIONS = '4'
const SECONDS = '1'
const run = promisify(execFile)
const load = fileURLToPath(new URL('./load.ts', import.meta.url))
const SCRIPT = `
local paths, i = {}, 0
for line in io.lines(os.getenv('LIST')) do paths[#paths + 1] = line:gsub('^http://[^/]+', '') end
request = function() i = i + 1; return wrk.format('GET', paths[(i - 1) % #paths + 1]) end
done = function(summary)
  local e = summary.errors
  if e.connect + e.read + e.write + e.status + e.timeout > 0 then error('answers that failed') end
end
`

export const hasWrk = isThere('wrk')

/** Requests a second over all of `addresses`, again and again. `folder`: for the lists. */
export async function askedFor(folder: string, addresses: readonly string[], bearer = ''): Promise<number> {
  const list = join(folder, 'addresses')
  await writeFile(list, addresses.join('\n'))
  if (!hasWrk) {
    const { stdout } = await run(process.execPath, [load, `@${list}`, SECONDS, CONNECTIONS, bearer])
    return (JSON.parse(stdout) as { perSecond: number }).perSecond
  }
  const script = join(folder, 'addresses.lua')
  await writeFile(script, SCRIPT)
  const credentials = bearer ? ['-H', `Authorization: Bearer ${bearer}`] : []
  const args = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}`, '-s', script, ...credentials, new URL(addresses[0]!).origin]
  const { stdout, stderr } = await run('wrk', args, { env: { ...process.env, LIST: list } })
  const found = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]
  if (!found || /answers that failed/.test(stderr)) throw new Error(stdout + stderr)
  return Number(found)
}
