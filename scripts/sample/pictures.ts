/** Photographs and scanned pages from a small pool of backgrounds and text strips: thousands of different pictures in minutes. */
import sharp, { type Sharp } from 'sharp'
import { FONT_FILE } from './font.ts'
import { writeStory } from './prose.ts'
import type { Random } from './random.ts'
import { createRandom } from './random.ts'

sharp.concurrency(1)
sharp.cache(false)

const BACKGROUNDS = 24
const STRIPS = 300
const [POOL_WIDTH, POOL_HEIGHT] = [900, 675]

interface Raw {
  data: Buffer
  width: number
  height: number
  channels: 3 | 4
}
export interface Pool {
  papers: Raw[]
  scenes: Raw[]
  /** Text with alpha, one line each. */
  strips: Raw[]
}

/** Grain and stains of paper. */
async function paper(random: Random): Promise<Raw> {
  const tone = { r: random.int(225, 250), g: random.int(215, 240), b: random.int(190, 225) }
  const grain = { type: 'gaussian' as const, mean: 235, sigma: 6 }
  const stains = Array.from({ length: 5 }, () => {
    const [x, y, r] = [random.int(0, POOL_WIDTH), random.int(0, POOL_HEIGHT), random.int(40, 220)]
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="rgb(150,110,60)" opacity="${(random.next() * 0.12).toFixed(3)}"/>`
  })
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${POOL_WIDTH}" height="${POOL_HEIGHT}">${stains.join('')}</svg>`,
  )
  const noise = await sharp({
    create: { width: POOL_WIDTH, height: POOL_HEIGHT, channels: 3, background: '#fff', noise: grain },
  })
    .png()
    .toBuffer()
  return raw(
    sharp({ create: { width: POOL_WIDTH, height: POOL_HEIGHT, channels: 3, background: tone } }).composite([
      { input: noise, blend: 'multiply' },
      { input: svg },
    ]),
  )
}

/** A river, hills and houses under a sky: no place anywhere. */
async function scene(random: Random): Promise<Raw> {
  const grey = random.chance(0.5)
  const colour = (r: number, g: number, b: number) =>
    grey
      ? `rgb(${Math.round((r + g + b) / 3)},${Math.round((r + g + b) / 3)},${Math.round((r + g + b) / 3)})`
      : `rgb(${r},${g},${b})`
  const hills = Array.from({ length: 4 }, (_, i) => {
    const points = Array.from({ length: 10 }, (_, k) => `${k * 100},${200 + i * 60 + random.int(-50, 50)}`).join(' ')
    return `<polygon points="0,675 ${points} 900,675" fill="${colour(60 + i * 25, 90 + i * 20, 70 + i * 10)}"/>`
  })
  const houses = Array.from({ length: random.int(3, 9) }, () => {
    const [x, y, w] = [random.int(0, 820), random.int(380, 520), random.int(40, 120)]
    const h = random.int(40, 90)
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colour(170, 160, 145)}"/><polygon points="${x - 8},${y} ${x + w / 2},${y - 34} ${x + w + 8},${y}" fill="${colour(80, 60, 50)}"/>`
  })
  const people = Array.from({ length: random.int(4, 16) }, (_, i) => {
    const [x, y] = [80 + i * 48, random.int(520, 560)]
    return `<circle cx="${x}" cy="${y}" r="13" fill="${colour(205, 170, 145)}"/><rect x="${x - 17}" y="${y + 13}" width="34" height="90" rx="12" fill="${colour(random.int(40, 90), random.int(50, 90), random.int(70, 120))}"/>`
  })
  const sky = `<linearGradient id="s" x2="0" y2="1"><stop stop-color="${colour(120, 160, 205)}"/><stop offset="1" stop-color="${colour(225, 225, 215)}"/></linearGradient>`
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${POOL_WIDTH}" height="${POOL_HEIGHT}"><defs>${sky}</defs><rect width="900" height="675" fill="url(#s)"/>${hills.join('')}${houses.join('')}${people.join('')}</svg>`,
  )
  const grain = await sharp({
    create: {
      width: POOL_WIDTH,
      height: POOL_HEIGHT,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 18 },
    },
  })
    .png()
    .toBuffer()
  return raw(
    sharp(svg)
      .flatten({ background: '#888' })
      .composite([{ input: grain, blend: 'soft-light' }]),
  )
}

async function raw(image: Sharp, hasAlpha = false): Promise<Raw> {
  const wanted = hasAlpha ? image : image.removeAlpha()
  const { data, info } = await wanted.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as 3 | 4 }
}

export async function createPool(seed: number): Promise<Pool> {
  const random = createRandom(seed)
  const pool: Pool = { papers: [], scenes: [], strips: [] }
  for (let i = 0; i < BACKGROUNDS / 2; i++) {
    pool.papers.push(await paper(random))
    pool.scenes.push(await scene(random))
  }
  const lines = writeStory(random, 0, STRIPS * 22, false)
    .paragraphs.join('')
    .match(/.{18}/gu)!
  for (const line of lines.slice(0, STRIPS)) {
    const text = sharp({
      text: {
        text: `<span foreground="#221d18">${line}</span>`,
        fontfile: FONT_FILE,
        font: 'Noto Serif SC',
        dpi: 260,
        rgba: true,
      },
    })
    pool.strips.push(await raw(text, true))
  }
  return pool
}

export const formats = ['jpeg', 'png', 'tiff', 'webp'] as const
export interface Plan {
  format: (typeof formats)[number]
  colour: 'srgb' | 'p3' | 'grey' | 'cmyk'
  orientation: number
  width: number
  height: number
  isPage: boolean
  pages: number
}

/** About 5 megapixels on average, up to 24; some of everything that scanners, telephones and WeChat send. */
export function planPicture(random: Random): Plan {
  const megapixels = random.pick([0.8, 1.2, 2, 2, 3, 3, 4, 5, 6, 8, 8, 12, 12])
  const size = random.chance(0.012) ? 24 : megapixels
  const isPage = random.chance(0.45)
  const ratio = isPage ? 1.41 : random.pick([1.33, 1.5, 1.33, 0.75])
  const long = Math.round(Math.sqrt(size * 1e6 * (isPage ? 1 / ratio : ratio)))
  const [width, height] = [long, Math.round((size * 1e6) / long)]
  const roll = random.next()
  const format = roll < 0.86 ? 'jpeg' : roll < 0.91 ? 'png' : roll < 0.96 ? 'tiff' : 'webp'
  const colour =
    format === 'jpeg'
      ? size <= 3 && random.chance(0.05)
        ? 'cmyk'
        : random.pick(['srgb', 'srgb', 'srgb', 'srgb', 'p3', 'grey', 'grey'] as const)
      : random.pick(['srgb', 'grey'] as const)
  const shrink = format === 'jpeg' ? 1 : Math.min(1, Math.sqrt(2e6 / (size * 1e6)))
  return {
    format,
    colour,
    orientation: format === 'jpeg' && random.chance(0.25) ? random.int(2, 8) : 1,
    width: Math.round(width * shrink),
    height: Math.round(height * shrink),
    isPage,
    pages: format === 'tiff' && random.chance(0.2) ? 3 : 1,
  }
}

/** Dark text onto a picture, in place: sharp's composite would carry the whole picture through floating point for a few lines. */
function blend(target: Buffer, width: number, strip: Raw, left: number, top: number): void {
  for (let y = 0; y < strip.height; y++) {
    for (let x = 0; x < strip.width; x++) {
      const from = (y * strip.width + x) * strip.channels
      const alpha = strip.data[from + 3]! / 255
      if (alpha === 0) continue
      const to = ((top + y) * width + left + x) * 3
      for (let c = 0; c < 3; c++)
        target[to + c] = Math.round(target[to + c]! * (1 - alpha) + strip.data[from + c]! * alpha)
    }
  }
}

async function draw(plan: Plan, pool: Pool, random: Random): Promise<Buffer> {
  const { data, ...size } = random.pick(plan.isPage ? pool.papers : pool.scenes)
  // A little different every time, so that no two pictures are one file; changed while it is small.
  const varied = await sharp(data, { raw: size })
    .linear(0.88 + random.next() * 0.16, random.int(-8, 8))
    .raw()
    .toBuffer()
  const base = await sharp(varied, { raw: { ...size, channels: 3 } })
    .resize(plan.width, plan.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
  const lines = plan.isPage ? random.int(6, 12) : 1
  for (let i = 0; i < lines; i++) {
    const strip = random.pick(pool.strips)
    const left = Math.round(plan.width * 0.06) + random.int(0, Math.max(1, Math.round(plan.width * 0.05)))
    const top = plan.isPage ? Math.round(((i + 0.7) * plan.height) / (lines + 1)) : Math.round(plan.height * 0.9)
    if (left + strip.width < plan.width && top + strip.height < plan.height) blend(base, plan.width, strip, left, top)
  }
  let image = sharp(base, { raw: { width: plan.width, height: plan.height, channels: 3 } })
  if (plan.colour === 'grey') image = image.greyscale()
  if (plan.colour === 'cmyk') image = image.toColourspace('cmyk')
  if (plan.colour === 'p3') image = image.withIccProfile('p3')
  if (plan.colour === 'srgb' && random.chance(0.7)) image = image.withIccProfile('srgb')
  if (plan.orientation > 1) image = image.withMetadata({ orientation: plan.orientation })
  if (plan.format === 'jpeg')
    return image.jpeg({ quality: 80, optimiseCoding: false, progressive: random.chance(0.04) }).toBuffer()
  if (plan.format === 'png') return image.png({ compressionLevel: 3 }).toBuffer()
  if (plan.format === 'webp') return image.webp({ quality: 80, effort: 0 }).toBuffer()
  return image.tiff({ compression: 'lzw' }).toBuffer()
}

export async function drawPicture(plan: Plan, pool: Pool, random: Random): Promise<Buffer> {
  if (plan.pages === 1) return draw(plan, pool, random)
  const pages: Buffer[] = []
  for (let i = 0; i < plan.pages; i++) pages.push(await draw({ ...plan, format: 'png' }, pool, random))
  return sharp(pages, { join: { animated: true } })
    .tiff({ compression: 'lzw' })
    .toBuffer()
}
