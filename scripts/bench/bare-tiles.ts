/** `node bare-tiles.ts <port> <folder>`: the files of a folder from memory by node:http and nothing else, the most that any service on Node can reach. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const [port = '', folder = ''] = process.argv.slice(2)
const files = new Map<string, Buffer>()
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  const path = join(entry.parentPath, entry.name)
  files.set(path.slice(folder.length), readFileSync(path))
}
createServer((request, response) => {
  const data = files.get(request.url ?? '')
  response.writeHead(data ? 200 : 404, { 'content-type': 'image/jpeg', 'content-length': data?.length ?? 0 })
  response.end(data)
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
