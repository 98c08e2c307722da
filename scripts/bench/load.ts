/** A load of its own process: `node load.ts <url> <seconds> <connections> [bearer]` prints requests a second and the median in ms. */
import { Agent, get } from 'node:http'

const [url = '', length = '2', connections = '16', bearer = ''] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
const headers = bearer ? { authorization: `Bearer ${bearer}` } : {}
const until = performance.now() + Number(length) * 1000
const times: number[] = []

async function lane(): Promise<void> {
  while (performance.now() < until) {
    const started = performance.now()
    await new Promise<void>((resolve, reject) => {
      get(url, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode}`))
        answer.resume()
        answer.once('end', resolve)
      }).once('error', reject)
    })
    times.push(performance.now() - started)
  }
}

await Promise.all(Array.from({ length: Number(connections) }, lane))
agent.destroy()
times.sort((a, b) => a - b)
console.log(JSON.stringify({ perSecond: times.length / Number(length), p50: times[times.length >> 1] }))
