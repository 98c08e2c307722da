/** A picture whose every pixel tells where it is, so that an answer can be told from its pixels alone. */
import sharp from 'sharp'

export interface Chart {
  width: number
  height: number
}

/** Red grows to the right, green downwards, far from where a JPEG would cut them off. */
const [LOW, RANGE] = [30, 195]
export async function chartPng({ width, height }: Chart): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      raw.set([LOW + (x * RANGE) / width, LOW + (y * RANGE) / height, 128], (y * width + x) * 3)
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

export interface Seen {
  width: number
  height: number
  /** Pixels of the chart at a place of the answer, 0–1 across and down. */
  at(x: number, y: number): [x: number, y: number]
  format: string
  channels: number
}

/** An answer, decoded, and which place of the chart each of its pixels shows. */
export async function seen(picture: Buffer, chart: Chart): Promise<Seen> {
  const { format } = await sharp(picture).metadata()
  const { data, info } = await sharp(picture, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return {
    width,
    height,
    format,
    channels,
    at(x, y) {
      const i = (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1))) * channels
      return [((data[i]! - LOW) * chart.width) / RANGE, ((data[i + 1]! - LOW) * chart.height) / RANGE]
    },
  }
}
