/** Draws the pictures of the little sample that comes with the service (src/sample/material): `node scripts/sample/little.ts`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { FONT_FILE } from './font.ts'
import { createRandom } from './random.ts'

const folder = fileURLToPath(new URL('../../src/sample/material', import.meta.url))
const poster = fileURLToPath(new URL('../../src/web/public/sample.jpg', import.meta.url))
const [WIDTH, HEIGHT] = [1200, 800]
const random = createRandom(7)

const svg = (body: string, width = WIDTH, height = HEIGHT) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`,
  )

/** As an old print: brown, grained, its corners darker. */
async function print(name: string, body: string): Promise<void> {
  const grain = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 14 },
    },
  })
    .png()
    .toBuffer()
  const corners = svg(
    `<radialGradient id="c" cx=".5" cy=".5" r=".75"><stop offset=".6" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#1b1206" stop-opacity=".55"/></radialGradient><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#c)"/>`,
  )
  const flat = await sharp(svg(body)).flatten({ background: '#999' }).greyscale().toColourspace('srgb').png().toBuffer()
  const image = sharp(flat)
    .composite([{ input: grain, blend: 'soft-light' }, { input: corners }])
    .jpeg({ quality: 62, mozjpeg: true })
  const grey = await image.toBuffer()
  const toned = await sharp(grey).tint({ r: 168, g: 140, b: 104 }).jpeg({ quality: 62, mozjpeg: true }).toBuffer()
  writeFileSync(join(folder, name), toned)
  if (name.startsWith('青石渡'))
    writeFileSync(poster, await sharp(toned).resize(560).jpeg({ quality: 60, mozjpeg: true }).toBuffer())
}

const person = (x: number, y: number, size: number, coat: string) =>
  `<g><path d="M${x - size} ${y + size * 3.6}q0 ${-size * 2.4} ${size} ${-size * 2.4}t${size} ${size * 2.4}z" fill="${coat}"/><ellipse cx="${x}" cy="${y + size * 0.5}" rx="${size * 0.56}" ry="${size * 0.7}" fill="#cfc2ae"/><path d="M${x - size * 0.6} ${y + size * 0.4}q${size * 0.6} ${-size * 1.1} ${size * 1.2} 0z" fill="#3a332b"/></g>`
const coat = () => random.pick(['#3c3832', '#4a453d', '#2f2c28', '#5b5449'])

const sky =
  '<linearGradient id="s" x2="0" y2="1"><stop stop-color="#b9b1a2"/><stop offset="1" stop-color="#ddd5c6"/></linearGradient>'
const ripples = Array.from({ length: 60 }, () => {
  const [x, y, w] = [random.int(0, WIDTH), random.int(470, HEIGHT), random.int(30, 140)]
  return `<path d="M${x} ${y}q${w / 2} ${random.int(-4, 4)} ${w} 0" stroke="#8a8172" fill="none" opacity=".6"/>`
}).join('')
const passengers = Array.from({ length: 7 }, (_, i) => person(430 + i * 52, 505 + (i % 2) * 8, 21, coat())).join('')
await print(
  '青石渡渡船.jpg',
  `<defs>${sky}</defs><rect width="1200" height="470" fill="url(#s)"/><path d="M0 440C130 300 220 240 330 290S520 180 640 250s160 120 260 90 220-120 300-80v200H0z" fill="#8d8475"/><path d="M0 460c200-60 380-70 620-40s420 10 580-30v90H0z" fill="#6d6558"/><rect y="460" width="1200" height="340" fill="#b8af9f"/>${ripples}<ellipse cx="620" cy="650" rx="330" ry="16" fill="#5d564a" opacity=".5"/>${passengers}${person(880, 440, 30, '#2f2c28')}<path d="M905 400 960 700" stroke="#3a332b" stroke-width="7"/><path d="M300 570q40 62 110 66h400q90-6 150-82-60 22-330 24t-330-8z" fill="#3b342b"/><path d="M300 570q160 18 330 8t330-24" stroke="#756b5b" stroke-width="6" fill="none"/>`,
)

const rows = [
  [7, 330, 36],
  [8, 420, 37],
  [6, 520, 40],
].map(([count = 0, y = 0, size = 0]) =>
  Array.from({ length: count }, (_, i) =>
    person(600 + (i - (count - 1) / 2) * size * 2.9, y + random.int(-8, 8), size, coat()),
  ).join(''),
)
await print(
  '义渡会同人合影.jpg',
  `<rect width="1200" height="800" fill="#b5ac9c"/><rect y="90" width="1200" height="560" fill="#a39a8a"/><path d="M40 130 600 20l560 110z" fill="#5a5348"/>${[140, 380, 780, 1020].map((x) => `<rect x="${x}" y="130" width="34" height="480" fill="#6b6356"/>`).join('')}<rect x="450" y="120" width="300" height="60" fill="#3b352d"/><rect y="610" width="1200" height="190" fill="#8b8272"/>${rows.join('')}<rect x="330" y="640" width="540" height="16" fill="#4a4338"/>`,
)

const stalls = Array.from({ length: 5 }, (_, i) => {
  const x = 120 + i * 210
  return `<ellipse cx="${x}" cy="650" rx="78" ry="22" fill="#4b443a"/><path d="M${x - 70} 645q70 -60 140 0z" fill="#d8cfbd"/>${person(x + 20, 500 - (i % 2) * 14, 30, coat())}${person(x - 70, 470 + (i % 3) * 18, 26, coat())}`
}).join('')
await print(
  '南门米市.jpg',
  `<rect width="1200" height="800" fill="#c4bbab"/><path d="M0 520V180l180-80 180 80v340z" fill="#7e7566"/><path d="M840 520V150l200-80 160 70v380z" fill="#746b5d"/><path d="M360 520V260h480v260z" fill="#968d7d"/><path d="M480 260h240v-90q-120-70-240 0z" fill="#857b6c"/><path d="M540 520V380q60-60 120 0v140z" fill="#453f36"/><rect y="520" width="1200" height="280" fill="#9c9383"/><rect x="60" y="330" width="120" height="180" fill="#e2d9c8"/>${[360, 390, 420, 450].map((y) => `<path d="M80 ${y}h80" stroke="#4b443a" stroke-width="8"/>`).join('')}${stalls}`,
)

const ledger = [
  [
    '义渡会船工工资账',
    '民国二十二年正月至六月',
    '',
    '正月　船工八名　支谷八石',
    '二月　船工八名　支谷八石',
    '三月　船工八名　支谷八石',
    '　　　修船二只　支洋六元',
  ],
  [
    '四月　船工八名　支谷八石',
    '　　　马灯油　　支洋一元二角',
    '五月　船工七名　支谷七石',
    '　　　（王大病假，仍支半数）',
    '六月　船工八名　支谷八石',
    '　　　水涨添工　支洋四元',
    '半年共支谷四十七石半',
  ],
]
for (const [i, lines] of ledger.entries()) {
  const [width, height] = [900, 1200]
  const texts = await Promise.all(
    lines.map(async (line, k) =>
      line
        ? {
            input: await sharp({
              text: {
                text: `<span foreground="#2a211a">${line}</span>`,
                fontfile: FONT_FILE,
                font: 'Noto Serif SC',
                dpi: 210,
                rgba: true,
              },
            })
              .png()
              .toBuffer(),
            left: 110,
            top: 150 + k * 128,
          }
        : null,
    ),
  )
  const ruled = lines
    .map((_, k) => `<path d="M90 ${222 + k * 128}h720" stroke="#b0563f" stroke-width="2" opacity=".5"/>`)
    .join('')
  const stains = Array.from(
    { length: 9 },
    () =>
      `<circle cx="${random.int(0, width)}" cy="${random.int(0, height)}" r="${random.int(30, 180)}" fill="#8a5a2a" opacity=".07"/>`,
  ).join('')
  const page = await sharp(
    svg(
      `<rect width="${width}" height="${height}" fill="#eaddc2"/>${stains}<rect x="70" y="90" width="760" height="1030" fill="none" stroke="#b0563f" stroke-width="4" opacity=".6"/>${ruled}`,
      width,
      height,
    ),
  )
    .composite(texts.filter((one) => one !== null))
    .jpeg({ quality: 66, mozjpeg: true })
    .toBuffer()
  writeFileSync(join(folder, `船工工资账-${i + 1}.jpg`), page)
}
