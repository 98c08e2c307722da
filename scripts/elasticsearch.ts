/** `npm run elasticsearch`: a real Elasticsearch in the foreground; ends with Ctrl-C. */
import { startElasticsearch } from './elasticsearch/server.ts'

const server = await startElasticsearch()
if ('missing' in server) {
  console.error(server.missing)
  process.exit(1)
}
console.log(`Elasticsearch ${server.version}\nELASTICSEARCH_URL=${server.url}`)
const alive = setInterval(() => undefined, 60_000)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    clearInterval(alive)
    await server.stop()
    process.exit(0)
  })
}
