/** veraPDF, the validator of PDF/A, fetched once by Maven; or what to install. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const VERSION = '1.28.2'
const cache = join(tmpdir(), `wenshi-verapdf-${VERSION}`)
const jar = join(cache, `greenfield-apps-${VERSION}.jar`)

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** null: it is there. */
export function noValidator(): string | null {
  const wanted = [
    works('java', '-version') ? null : 'Java (apt-get install openjdk-17-jre-headless)',
    existsSync(jar) || works('mvn', '-v') ? null : 'Maven (apt-get install maven)',
  ].filter((one) => one !== null)
  if (wanted.length) return `PDF/A is not validated: veraPDF needs ${wanted.join(' and ')}`
  if (existsSync(jar)) return null
  mkdirSync(cache, { recursive: true })
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1'
  const artifact = `org.verapdf.apps:greenfield-apps:${VERSION}`
  works('mvn', '-B', '-q', `${plugin}:copy`, `-Dartifact=${artifact}`, `-DoutputDirectory=${cache}`)
  return existsSync(jar) ? null : 'PDF/A is not validated: Maven could not fetch org.verapdf.apps:greenfield-apps'
}

/** What it says of a file by one flavour (2b): PASS or FAIL, and the rules that are broken. */
export async function validated(path: string, flavour: string): Promise<string> {
  const args = [
    '-cp',
    jar,
    'org.verapdf.apps.GreenfieldCliWrapper',
    '--flavour',
    flavour,
    '--format',
    'text',
    '-v',
    path,
  ]
  const { stdout } = await promisify(execFile)('java', args).catch((error: { stdout: string }) => error)
  return stdout.trim()
}
