/** What tiles are measured against: nginx with the tiles as files, and two iipsrv behind it on the same pyramids (Debian: nginx-light, iipimage-server). */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../demo/service.ts'

const BARE = fileURLToPath(new URL('./bare-tiles.ts', import.meta.url))
const IIPSRV = '/usr/lib/iipimage-server/iipsrv.fcgi'

export interface ImageServers {
  url: string
  /** Served as `<url>/<path>`. */
  files: string
  /** Pyramids in here are served as `<url>/iip/<name>/<region>/…`. */
  pyramids: string
  /** A node:http that does nothing but answer with `files` as they are now, from memory; its address. */
  bare(): Promise<string>
  stop(): Promise<void>
}

export const isThere = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** null where they are not installed. `folder`: empty, for all they need. */
export async function startImageServers(folder: string): Promise<ImageServers | null> {
  if (!isThere('nginx') || !existsSync(IIPSRV)) return null
  const [files, pyramids] = [join(folder, 'files'), join(folder, 'pyramids')]
  await mkdir(files, { recursive: true })
  await mkdir(pyramids, { recursive: true })
  const first = await freePort(9300)
  const ports = [first, await freePort(first + 1)]
  const front = await freePort(ports[1]! + 1)
  // No cache of its own: every tile is read and coded, as ours are read.
  const env = {
    ...process.env,
    VERBOSITY: '0',
    LOGFILE: join(folder, 'iipsrv.log'),
    MAX_IMAGE_CACHE_SIZE: '0',
    JPEG_QUALITY: '85',
    FILESYSTEM_PREFIX: `${pyramids}/`,
  }
  const children: ChildProcess[] = ports.map((port) =>
    spawn(IIPSRV, ['--bind', `127.0.0.1:${port}`], { env, stdio: 'ignore' }),
  )
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(' ')
  // As Debian ships it, without its log; FastCGI connections are not kept, with which iipsrv hangs (performance.md §2).
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const config = `daemon off; ${user} worker_processes auto; pid ${join(folder, 'nginx.pid')}; error_log ${join(folder, 'nginx.log')};
events { worker_connections 768; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; types { image/jpeg jpg; } ${temporary}
  upstream iipsrv { ${ports.map((port) => `server 127.0.0.1:${port};`).join(' ')} }
  server {
    listen 127.0.0.1:${front}; root ${files};
    location ~ ^/iip/(.*)$ {
      fastcgi_pass iipsrv; fastcgi_param QUERY_STRING IIIF=$1; fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param SERVER_PROTOCOL $server_protocol; fastcgi_param HTTP_HOST $host; fastcgi_param REQUEST_URI $request_uri;
    }
  }
}`
  const path = join(folder, 'nginx.conf')
  await writeFile(path, config)
  children.push(spawn('nginx', ['-c', path], { stdio: 'ignore' }))
  const url = `http://127.0.0.1:${front}`
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(url).catch(() => null)) break
    await rest(50)
  }
  return {
    url,
    files,
    pyramids,
    async bare() {
      const port = await freePort(front + 1)
      const child = spawn(process.execPath, [BARE, String(port), files], { stdio: ['ignore', 'pipe', 'inherit'] })
      children.push(child)
      await once(child.stdout!, 'data')
      return `http://127.0.0.1:${port}`
    },
    async stop() {
      const gone = children.map(
        (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null))),
      )
      for (const child of children) child.kill('SIGTERM')
      await Promise.all(gone)
    },
  }
}
