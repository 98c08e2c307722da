/**
 * A load of its own process: `node load.ts <url> <seconds> <connections> [bearer]` prints requests a second and the median in ms.
 * `@<file>` instead of an address: the addresses in it, one a line, in turns. Plain sockets: a client that parsed what it does not look at would be
 * slower than the servers it measures.
 */
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

const [address = '', length = '2', connections = '16', bearer = ''] = process.argv.slice(2)
const addresses = address.startsWith('@') ? readFileSync(address.slice(1), 'utf8').trim().split('\n') : [address]
const { hostname, port, host } = new URL(addresses[0]!)
const requests = addresses.map((one) => {
  const { pathname, search } = new URL(one)
  const credentials = bearer ? `Authorization: Bearer ${bearer}\r\n` : ''
  return Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${credentials}\r\n`)
})
let next = 0
const until = performance.now() + Number(length) * 1000
const times: number[] = []

/** Where an answer has no length, its last chunk is empty (RFC 9112 §7.1). */
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

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
      socket.write(requests[next++ % requests.length]!)
    }
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      if (left === -1) {
        const end = chunk.indexOf('\r\n\r\n')
        const head = chunk.toString('latin1', 0, end)
        const size = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
        if (end === -1 || !head.startsWith('HTTP/1.1 200')) return reject(new Error(head.slice(0, 200)))
        left = size === undefined ? Infinity : Number(size) - (chunk.length - end - 4)
      } else left -= chunk.length
      if (left === Infinity ? !chunk.subarray(-5).equals(LAST_CHUNK) : left > 0) return
      times.push(performance.now() - started)
      ask()
    })
    socket.once('connect', ask)
  })
}

await Promise.all(Array.from({ length: Number(connections) }, () => lane(connect(Number(port), hostname).setNoDelay())))
times.sort((a, b) => a - b)
console.log(JSON.stringify({ perSecond: times.length / Number(length), p50: times[times.length >> 1] }))
