/** Writes the whole sample once: texts, pictures, and what each is expected to come to. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sentAgain } from './again.ts'
import { listOfPictures, listOfTexts, type Told } from './describe.ts'
import { doc, docx, encode, gbkZip, html, markdown, pdf, scannedPdf, type TextEncoding } from './files.ts'
import { createPool, drawPicture, planPicture } from './pictures.ts'
import { type Story, setPages, writeStory } from './prose.ts'
import { createRandom } from './random.ts'

export const SAMPLE_VERSION = 3
const SEED = 19_380_609
const TEXTS = 372
const TEXT_LENGTH = 5000
const PICTURES = 2510
const DUPLICATES = 20
const DAMAGED = 12

export interface Expected {
  path: string
  folder: 'texts' | 'images'
  /** The path of a piece that this one holds again. */
  again?: string
  expect: 'text' | 'image-only' | 'image' | 'archive' | 'duplicate' | 'damaged' | 'refused' | 'unreadable' | 'object'
}
export interface Manifest {
  version: number
  /** Lists of descriptions, in the folder of the sample. */
  lists: { texts: string; images: string }
  seed: number
  files: Expected[]
}

type Report = (done: number, total: number, what: string) => void

/** How the texts arrive, in parts of all. */
const kinds: [string, number][] = [
  ['utf-8', 0.3],
  ['gb18030', 0.2],
  ['docx', 0.13],
  ['big5', 0.09],
  ['doc', 0.05],
  ['utf-8-bom', 0.05],
  ['utf-16le', 0.04],
  ['utf-16be', 0.03],
  ['html', 0.04],
  ['md', 0.03],
  ['zip', 0.02],
  ['pdf', 0.02],
]

/** `folder` appears only when it is complete. Returns the manifest; a sample that is there already is left as it is. */
export async function writeSample(folder: string, options: { small: boolean; report: Report }): Promise<Manifest> {
  const known = join(folder, 'manifest.json')
  if (existsSync(known)) {
    const manifest = JSON.parse(await readFile(known, 'utf8')) as Manifest
    if (manifest.version === SAMPLE_VERSION) return manifest
  }
  const share = options.small ? 0.1 : 1
  const making = `${folder}.making`
  await rm(making, { recursive: true, force: true })
  const files: Expected[] = []
  const save = async (path: string, data: Buffer, expect: Expected['expect'], again?: string) => {
    const target = join(making, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, data)
    files.push({ path, folder: path.startsWith('texts/') ? 'texts' : 'images', expect, ...(again ? { again } : {}) })
  }

  const told: Told[] = []
  const pool = await createPool(SEED)
  const texts = Math.ceil(TEXTS * share)
  const random = createRandom(SEED + 1)
  const written: { path: string; story: Story }[] = []
  let quota = kinds.map(([kind, part]) => ({ kind, left: Math.max(1, Math.round(part * texts)) }))
  for (let i = 1; i <= texts; i++) {
    quota = quota.filter(({ left }) => left > 0)
    const slot = quota.length ? random.pick(quota) : { kind: 'utf-8', left: 1 }
    slot.left--
    const { kind } = slot
    const isTraditional = kind === 'big5' || (kind !== 'html' && random.chance(0.2))
    const story = writeStory(random, i, TEXT_LENGTH + random.int(-1500, 1800), isTraditional)
    const name = story.title
    if (kind === 'docx') await save(`texts/${name}.docx`, await docx(story), 'text')
    else if (kind === 'doc') await save(`texts/${name}.doc`, doc(story, random), 'text')
    else if (kind === 'html') await save(`texts/${name}.html`, html(story), 'text')
    else if (kind === 'md') await save(`texts/${name}.md`, markdown(story), 'text')
    else if (kind === 'pdf') await save(`texts/${name}.pdf`, await pdf(story), 'text')
    else if (kind === 'zip') {
      const picture = await drawPicture(
        { ...planPicture(random), format: 'jpeg', width: 1200, height: 900, pages: 1 },
        pool,
        random,
      )
      const other = writeStory(random, i + 1000, 2000, false)
      const members = [
        { name: `来稿/${name}.txt`, data: encode(setPages(story, random), 'gb18030') },
        { name: `来稿/附件/${other.title}.txt`, data: encode(setPages(other, random), 'gb18030') },
        { name: '来稿/老照片（样例）.jpg', data: picture },
      ]
      await save(`texts/投稿${i}（样例）.zip`, gbkZip(members), 'archive')
    } else await save(`texts/${name}.txt`, encode(setPages(story, random), kind as TextEncoding), 'text')
    const saved = files.at(-1)!
    if (saved.expect === 'text') {
      told.push({ path: saved.path, title: name, author: story.author, text: story.paragraphs.join('') })
      written.push({ path: saved.path, story })
    }
    if (i % 10 === 0) options.report(i, texts, '文稿')
  }
  for (const { path, text, of } of sentAgain(written)) await save(path, encode(text, 'utf-8'), 'text', of)
  for (let i = 0; i < Math.ceil(4 * share); i++) {
    const pages: Buffer[] = []
    for (let page = 0; page < 3; page++) {
      pages.push(
        await drawPicture(
          { format: 'jpeg', colour: 'grey', orientation: 1, width: 1200, height: 1700, isPage: true, pages: 1 },
          pool,
          random,
        ),
      )
    }
    await save(`texts/扫描无文字层${i + 1}（样例）.pdf`, await scannedPdf(pages), 'image-only')
  }
  await save('texts/空文件（样例）.txt', Buffer.alloc(0), 'refused')
  await save(
    'texts/带脚本的图（样例）.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'refused',
  )
  await save(
    'texts/坏的老文档（样例）.wps',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000, 7)]),
    'unreadable',
  )
  await save(
    'texts/登记表（样例）.csv',
    encode('姓名,职务,地点\n沈季清,船工,老渡口\n陆怀瑾,教员,文昌阁\n', 'gb18030'),
    'text',
  )
  await save(
    'texts/其实是文字（样例）.jpg',
    encode('这份文字错用了图片的扩展名，照样要读出来。【样例】', 'utf-8'),
    'text',
  )

  const pictures = Math.ceil(PICTURES * share)
  const made: { path: string; data: Buffer }[] = []
  let next = 1
  let finished = 0
  const worker = async () => {
    for (let i = next++; i <= pictures; i = next++) {
      const own = createRandom(SEED + 1000 + i)
      const plan = planPicture(own)
      const data = await drawPicture(plan, pool, own)
      const path = `images/${plan.isPage ? '手稿' : '照片'}/${String(Math.ceil(i / 250)).padStart(2, '0')}/${plan.isPage ? '页' : '影'}${String(i).padStart(4, '0')}（样例）.${plan.format === 'jpeg' ? 'jpg' : plan.format === 'tiff' ? 'tif' : plan.format}`
      await save(path, data, 'image')
      if (made.length < 40 && plan.format === 'jpeg') made.push({ path, data })
      if (++finished % 50 === 0) options.report(finished, pictures, '图片')
    }
  }
  await Promise.all([worker(), worker(), worker()])
  for (let i = 0; i < Math.ceil(DUPLICATES * share); i++)
    await save(`images/重复/重复${i + 1}（样例）.jpg`, made[i % made.length]!.data, 'duplicate')
  for (let i = 0; i < Math.ceil(DAMAGED * share); i++) {
    const { data } = made[(i + 20) % made.length]!
    await save(
      `images/残缺/残缺${i + 1}（样例）.jpg`,
      data.subarray(0, Math.floor(data.length * (0.3 + i * 0.03))),
      'damaged',
    )
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  const pictured = files.filter(({ expect }) => expect === 'image').map(({ path }) => path)
  const lists = { texts: '著录表·文稿（样例）.csv', images: '著录表·图片（样例）.csv' }
  await writeFile(join(making, lists.texts), listOfTexts(told, SEED + 50_000))
  await writeFile(join(making, lists.images), listOfPictures(pictured, SEED + 60_000))
  const manifest: Manifest = { version: SAMPLE_VERSION, lists, seed: SEED, files }
  await writeFile(join(making, 'manifest.json'), JSON.stringify(manifest, null, 1))
  await rm(folder, { recursive: true, force: true })
  await rename(making, folder)
  return manifest
}

/** Bytes of all the files together. */
export async function sizeOf(folder: string, manifest: Manifest): Promise<number> {
  let bytes = 0
  for (const { path } of manifest.files) bytes += (await stat(join(folder, path))).size
  return bytes
}
