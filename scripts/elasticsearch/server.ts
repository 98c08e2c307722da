/**
 * A real Elasticsearch for development, tests and the demo, found or started in this order: ELASTICSEARCH_URL, Docker, Maven with a fitting Java.
 * Where none is possible, what to install.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const VERSION = '9.2.0'
const LEAST_JAVA = 21
const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Running {
  url: string
  version: string
  stop(): Promise<void>
}
export interface Missing {
  missing: string
}

const works = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string): Promise<string | null> {
  try {
    const health = await fetch(`${url}/_cluster/health?timeout=1s`)
    if (!health.ok) return null
    // The integration-test distribution has no `GET /`; the node says its version all the same.
    const nodes = (await (await fetch(`${url}/_nodes/_local/info`)).json()) as {
      nodes: Record<string, { version: string }>
    }
    return Object.values(nodes.nodes)[0]?.version ?? 'unknown'
  } catch {
    return null
  }
}

async function awaited(url: string, isAlive: () => boolean): Promise<string | null> {
  for (let i = 0; i < 240 && isAlive(); i++) {
    const version = await answers(url)
    if (version) return version
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return null
}

/** A Java home of at least version 21, or null. */
function javaHome(): string | null {
  const jvms = existsSync('/usr/lib/jvm') ? readdirSync('/usr/lib/jvm').map((name) => join('/usr/lib/jvm', name)) : []
  for (const home of [process.env.ES_JAVA_HOME, process.env.JAVA_HOME, ...jvms]) {
    if (!home || !existsSync(join(home, 'bin', 'java'))) continue
    const { stderr } = spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' })
    if (Number(/version "(\d+)/.exec(stderr ?? '')?.[1]) >= LEAST_JAVA) return home
  }
  return null
}

/** Downloads the official integration-test distribution once. */
function distribution(cache: string): string {
  const home = join(cache, `elasticsearch-${VERSION}`)
  if (existsSync(join(home, 'bin', 'elasticsearch'))) return home
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(join(cache, 'download-'))
  const artifact = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1'
  execFileSync('mvn', ['-B', '-q', `${plugin}:copy`, `-Dartifact=${artifact}`, `-DoutputDirectory=${fresh}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [zip] = readdirSync(fresh)
  execFileSync('unzip', ['-q', join(fresh, zip!), '-d', fresh])
  rmSync(home, { recursive: true, force: true })
  renameSync(join(fresh, `elasticsearch-${VERSION}`), home)
  rmSync(fresh, { recursive: true, force: true })
  return home
}

/** Elasticsearch refuses to run as root: everything it touches belongs to an unprivileged user. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'wenshi-es'], { encoding: 'utf8' }))
  if (!works('id', '-u', 'wenshi-es'))
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'wenshi-es'])
  return { uid: id('-u'), gid: id('-g') }
}

function give(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(folder, uid, gid)
  for (const name of readdirSync(folder, { recursive: true }) as string[]) lchownSync(join(folder, name), uid, gid)
}

async function byMaven(): Promise<Running | Missing> {
  const java = javaHome()
  const wanted = [
    java ? null : `Java ${LEAST_JAVA} or newer (apt-get install temurin-25-jdk or openjdk-21-jre-headless)`,
    works('mvn', '-v') ? null : 'Maven (apt-get install maven)',
    works('unzip', '-v') ? null : 'unzip (apt-get install unzip)',
  ]
  const missing = wanted.filter((one) => one !== null)
  if (missing.length || !java)
    return { missing: `Install Docker, or ${missing.join(' and ')}; or set ELASTICSEARCH_URL.` }
  // Where an unprivileged user may go, whoever owns the project's folder.
  const user = unprivileged()
  const cache = user ? join(tmpdir(), `wenshi-elasticsearch-${VERSION}`) : join(root, '.elasticsearch')
  const home = distribution(cache)
  const work = mkdtempSync(join(tmpdir(), 'wenshi-es-'))
  const [http, transport] = [await freePort(), await freePort()]
  const config = join(work, 'config')
  execFileSync('cp', ['-r', join(home, 'config'), config])
  const lines = {
    'cluster.name': `wenshi-${http}`,
    'discovery.type': 'single-node',
    'xpack.security.enabled': false,
    'network.host': '127.0.0.1',
    'http.port': http,
    'transport.port': transport,
    'cluster.routing.allocation.disk.threshold_enabled': false,
    'path.data': join(work, 'data'),
    'path.logs': join(work, 'logs'),
  }
  writeFileSync(
    join(config, 'elasticsearch.yml'),
    `${Object.entries(lines)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')}\n`,
  )
  mkdirSync(join(work, 'tmp'))
  chmodSync(work, 0o755)
  if (user) {
    give(work, user)
    chmodSync(cache, 0o755)
  }
  // Standard input is the leash: it closes when this process is gone, however it went, and the shell then ends the server.
  const leash = 'exec 3<&0; "$0" 3<&- </dev/null & server=$!; (cat <&3 >/dev/null; kill $server) & wait $server'
  const child = spawn('/bin/sh', ['-c', leash, join(home, 'bin', 'elasticsearch')], {
    cwd: work,
    env: {
      PATH: process.env.PATH,
      HOME: work,
      ES_JAVA_HOME: java,
      ES_PATH_CONF: config,
      ES_JAVA_OPTS: '-Xms512m -Xmx512m',
      ES_TMPDIR: join(work, 'tmp'),
    },
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(user ?? {}),
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.ref()
    child.stdin.end()
    await gone
    rmSync(work, { recursive: true, force: true })
  }
  child.unref()
  const url = `http://127.0.0.1:${http}`
  const version = await awaited(url, () => child.exitCode === null)
  if (version) return { url, version, stop }
  await stop()
  return { missing: 'Elasticsearch was started from Maven but did not come up; see whether 1 GB of memory is free.' }
}

async function byDocker(): Promise<Running | null> {
  if (!works('docker', 'info')) return null
  const port = await freePort()
  const name = `wenshi-es-${port}`
  const image = `docker.elastic.co/elasticsearch/elasticsearch:${VERSION}`
  const settings = [
    'discovery.type=single-node',
    'xpack.security.enabled=false',
    'ES_JAVA_OPTS=-Xms512m -Xmx512m',
  ].flatMap((one) => ['-e', one])
  if (!works('docker', 'run', '-d', '--rm', '--name', name, '-p', `127.0.0.1:${port}:9200`, ...settings, image))
    return null
  const stop = async () => {
    spawnSync('docker', ['rm', '-f', name], { stdio: 'ignore' })
  }
  const url = `http://127.0.0.1:${port}`
  const version = await awaited(url, () => true)
  if (version) return { url, version, stop }
  await stop()
  return null
}

/** A server to use, or what is missing. `stop` ends only what was started here. */
export async function startElasticsearch(): Promise<Running | Missing> {
  const given = process.env.ELASTICSEARCH_URL
  if (given) {
    const version = await answers(given)
    return version
      ? { url: given, version, stop: async () => undefined }
      : { missing: 'ELASTICSEARCH_URL does not answer.' }
  }
  return (await byDocker()) ?? byMaven()
}
