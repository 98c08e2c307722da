/**
 * A load of its own process: `node load.ts <url> <seconds> <connections> [bearer]` prints requests a second and the median in ms.
 * Plain sockets: a client that parsed what it does not look at would be slower than the servers it measures.
 */
import { connect, type Socket } from 'node:net'

const [address = '', length = '2', connections = '16', bearer = ''] = process.argv.slice(2)
const url = new URL(address)
const request = Buffer.from(
  `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n${bearer ? `Authorization: Bearer ${bearer}\r\n` : ''}\r\n`,
)
const until = performance.now() + Number(length) * 1000
const times: number[] = []

/** One request after the other on one connection; every answer is read to its end. */
function lane(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let started = 0
    let left = -1
    const ask = () => {
      if (performance.now() >= until) {
        socket.destroy()
        return resolve()
      }
      started = performance.now()
      left = -1
      socket.write(request)
    }
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      if (left === -1) {
        const end = chunk.indexOf('\r\n\r\n')
        const head = chunk.toString('latin1', 0, end)
        const size = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
        if (end === -1 || !head.startsWith('HTTP/1.1 200') || !size) return reject(new Error(head.slice(0, 200)))
        left = Number(size) - (chunk.length - end - 4)
      } else left -= chunk.length
      if (left > 0) return
      times.push(performance.now() - started)
      ask()
    })
    socket.once('connect', ask)
  })
}

await Promise.all(
  Array.from({ length: Number(connections) }, () => lane(connect(Number(url.port), url.hostname).setNoDelay())),
)
times.sort((a, b) => a - b)
console.log(JSON.stringify({ perSecond: times.length / Number(length), p50: times[times.length >> 1] }))
