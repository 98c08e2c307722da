import test from 'ava'
import fc from 'fast-check'
import { Fault } from '../../src/faults.ts'
import { limits, readImageRequest } from '../../src/images/iiif-request.ts'
import { cutOf, storedTile } from '../../src/images/levels.ts'

const image = { width: 4000, height: 3000 }
function asked(path: string, of = image) {
  const [region = '', size = '', rotation = '', output = ''] = path.split('/')
  return readImageRequest({ region, size, rotation, output }, of)
}
/** The part that is refused, or what it is canonically. */
function told(path: string, of = image): string {
  try {
    return asked(path, of).canonical
  } catch (error) {
    if (error instanceof Fault && error.code === 'image.request') return `! ${error.details.part}`
    throw error
  }
}

test('every way of the specification to say region, size, rotation and quality', (t) => {
  const cases: [asked: string, canonical: string][] = [
    ['full/max/0/default.jpg', 'full/max/0/default.jpg'],
    ['0,0,4000,3000/4000,3000/0.0/color.jpg', 'full/max/0/default.jpg'],
    ['0,0,9999,9999/max/0/default.jpg', 'full/max/0/default.jpg'],
    ['square/max/0/default.jpg', '500,0,3000,3000/max/0/default.jpg'],
    ['pct:25,50,50,50/max/0/default.png', '1000,1500,2000,1500/max/0/default.png'],
    ['pct:.5,12.5,100,100/max/0/default.png', '20,375,3980,2625/max/0/default.png'],
    ['3900,2900,512,512/max/0/default.webp', '3900,2900,100,100/max/0/default.webp'],
    ['full/600,/0/default.jpg', 'full/600,450/0/default.jpg'],
    ['full/,600/90/gray.jpg', 'full/800,600/90/gray.jpg'],
    ['full/pct:12.5/!180/bitonal.jpg', 'full/500,375/!180/bitonal.jpg'],
    ['full/600,600/270/default.jpg', 'full/600,600/270/default.jpg'],
    ['full/!600,600/0/default.jpg', 'full/600,450/0/default.jpg'],
    ['full/!9000,600/0/default.jpg', 'full/800,600/0/default.jpg'],
    ['0,0,1000,1/!10,10/0/default.jpg', '0,0,1000,1/10,1/0/default.jpg'],
    ['0,0,100,100/^200,/0/default.jpg', '0,0,100,100/^200,200/0/default.jpg'],
    ['0,0,100,100/^pct:150/0/default.jpg', '0,0,100,100/^150,150/0/default.jpg'],
    ['0,0,100,100/^!300,200/0/default.jpg', '0,0,100,100/^200,200/0/default.jpg'],
    ['0,0,100,100/^50,/0/default.jpg', '0,0,100,100/50,50/0/default.jpg'],
    ['0,0,100,100/^max/0/default.jpg', '0,0,100,100/^6000,6000/0/default.jpg'],
    ['0,0,100,100/^!99999,99999/0/default.jpg', '0,0,100,100/^6000,6000/0/default.jpg'],
  ]
  for (const [path, canonical] of cases) t.is(told(path), canonical, path)
})

test('what cannot be met is refused, and the part is named', (t) => {
  const cases: [asked: string, part: string][] = [
    ['/max/0/default.jpg', 'region'],
    ['4000,0,1,1/max/0/default.jpg', 'region'],
    ['0,3000,1,1/max/0/default.jpg', 'region'],
    ['0,0,0,10/max/0/default.jpg', 'region'],
    ['-1,0,10,10/max/0/default.jpg', 'region'],
    ['0,0,10/max/0/default.jpg', 'region'],
    ['0,0,10,10,10/max/0/default.jpg', 'region'],
    ['1e3,0,10,10/max/0/default.jpg', 'region'],
    ['0,0,99999999999999999999,1/max/0/default.jpg', 'region'],
    ['pct:100,0,10,10/max/0/default.jpg', 'region'],
    ['pct:0,0,0.001,10/max/0/default.jpg', 'region'],
    ['pct:NaN,0,1,1/max/0/default.jpg', 'region'],
    ['full/full/0/default.jpg', 'size'],
    ['full//0/default.jpg', 'size'],
    ['full/,/0/default.jpg', 'size'],
    ['full/!600,/0/default.jpg', 'size'],
    ['full/0,/0/default.jpg', 'size'],
    ['full/!0,0/0/default.jpg', 'size'],
    ['full/pct:0/0/default.jpg', 'size'],
    ['full/pct:101/0/default.jpg', 'size'],
    ['full/4001,/0/default.jpg', 'size'],
    ['full/,3001/0/default.jpg', 'size'],
    ['full/4000,3001/0/default.jpg', 'size'],
    ['full/!5000,5000/0/default.jpg', 'size'],
    ['full/^12001,1/0/default.jpg', 'size'],
    ['full/^12000,12000/0/default.jpg', 'size'],
    ['full/^pct:999999999/0/default.jpg', 'size'],
    ['0,0,4000,1/10,/0/default.jpg', 'size'],
    ['full/max/45/default.jpg', 'rotation'],
    ['full/max/360/default.jpg', 'rotation'],
    ['full/max/-90/default.jpg', 'rotation'],
    ['full/max/!/default.jpg', 'rotation'],
    ['full/max/0/native.jpg', 'output'],
    ['full/max/0/default.gif', 'output'],
    ['full/max/0/default', 'output'],
    ['full/max/0/default.jpg.png', 'output'],
    ['full/max/0/constructor.jpg', 'output'],
  ]
  for (const [path, part] of cases) t.is(told(path), `! ${part}`, path)
})

test('an image beyond the limits is shown within them', (t) => {
  const scan = { width: 20_000, height: 5000 }
  t.is(told('full/max/0/default.jpg', scan), 'full/max/0/default.jpg')
  t.deepEqual(asked('full/max/0/default.jpg', scan).size, { width: 12_000, height: 3000 })
  t.deepEqual(asked('full/!15000,15000/0/default.jpg', scan).size, { width: 12_000, height: 3000 })
  t.is(told('full/15000,/0/default.jpg', scan), '! size')
  const square = asked('full/max/0/default.jpg', { width: 10_000, height: 10_000 }).size
  t.deepEqual(square, { width: 6000, height: 6000 })
})

const side = fc.integer({ min: 1, max: 60_000 })
test('whatever is asked of whatever image: refused, or within image and limits and written one way', (t) => {
  const number = fc.oneof(fc.nat(70_000), fc.constantFrom(0, 1, 100, 999_999_999))
  const region = fc.oneof(
    fc.constantFrom('full', 'square'),
    fc.tuple(number, number, number, number).map((four) => four.join(',')),
    fc
      .tuple(fc.float({ min: 0, max: 120, noNaN: true }), fc.nat(99), fc.nat(120), fc.nat(120))
      .map((four) => `pct:${four.join(',')}`),
  )
  const size = fc
    .tuple(fc.constantFrom('', '^'), fc.constantFrom('max', 'w,', ',h', 'w,h', '!w,h', 'pct:w'), number, number)
    .map(([caret, form, w, h]) => caret + form.replace('w', String(w)).replace(/h$/, String(h)))
  const property = fc.property(side, side, region, size, (width, height, ofRegion, ofSize) => {
    const path = `${ofRegion}/${ofSize}/0/default.jpg`
    if (told(path, { width, height }).startsWith('!')) return
    const request = asked(path, { width, height })
    const { x, y, width: w, height: h } = request.region
    t.true(x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= width && y + h <= height, path)
    const { size: made } = request
    t.true(Number.isInteger(made.width) && Number.isInteger(made.height) && made.width >= 1 && made.height >= 1, path)
    t.true(
      made.width <= limits.maxWidth && made.height <= limits.maxHeight && made.width * made.height <= limits.maxArea,
    )
    if (!ofSize.startsWith('^')) t.true(made.width <= w && made.height <= h, path)
    const again = asked(request.canonical, { width, height })
    t.deepEqual(again, { ...request, canonical: again.canonical })
    t.is(again.canonical, request.canonical)
  })
  fc.assert(property, { numRuns: 2000 })
})

/** As libvips halves. */
const levelsOf = ({ width, height }: { width: number; height: number }, tile = 512) => {
  const levels = [{ width, height }]
  for (let at = levels[0]!; Math.max(at.width, at.height) > tile && Math.min(at.width, at.height) > 1; levels.push(at))
    at = { width: Math.floor(at.width / 2), height: Math.floor(at.height / 2) }
  return { path: '', tile, levels }
}

test('a tile inside the picture is the stored one; at the edges, in another size or coding it is not', (t) => {
  const pyramid = levelsOf(image)
  const place = (path: string) => storedTile(asked(path), pyramid)
  t.deepEqual(place('1024,512,512,512/512,512/0/default.jpg'), { level: 0, column: 2, row: 1 })
  t.deepEqual(place('1024,512,512,512/512,/0/color.jpg'), { level: 0, column: 2, row: 1 })
  t.deepEqual(place('2048,1024,1024,1024/512,512/0/default.jpg'), { level: 1, column: 2, row: 1 })
  t.deepEqual(place('0,0,2048,2048/512,512/0/default.jpg'), { level: 2, column: 0, row: 0 })
  for (const path of [
    '3584,0,512,512/416,512/0/default.jpg',
    '3584,0,416,512/416,512/0/default.jpg',
    '0,2560,512,512/512,440/0/default.jpg',
    '1,0,512,512/512,512/0/default.jpg',
    '512,0,1024,1024/512,512/0/default.jpg',
    '0,0,1024,512/512,512/0/default.jpg',
    '0,0,4096,4096/512,512/0/default.jpg',
    '0,0,1536,1536/512,512/0/default.jpg',
    '1024,512,512,512/512,512/90/default.jpg',
    '1024,512,512,512/512,512/!0/default.jpg',
    '1024,512,512,512/512,512/0/gray.jpg',
    '1024,512,512,512/512,512/0/default.png',
    '1024,512,512,512/^1024,1024/0/default.jpg',
  ])
    t.is(place(path), null, path)
})

test('pixels come from the smallest level that has enough of them, and never from outside it', (t) => {
  const pyramid = levelsOf(image)
  const cut = (path: string) => cutOf(asked(path), pyramid)
  t.deepEqual(cut('full/600,/0/default.jpg'), { level: 2, region: { x: 0, y: 0, width: 1000, height: 750 } })
  t.deepEqual(cut('full/max/0/default.jpg'), { level: 0, region: { x: 0, y: 0, width: 4000, height: 3000 } })
  t.deepEqual(cut('full/500,/0/default.jpg'), { level: 3, region: { x: 0, y: 0, width: 500, height: 375 } })
  t.deepEqual(cut('full/10,3000/0/default.jpg').level, 0)
  t.deepEqual(cut('3584,2560,512,512/208,220/0/default.jpg'), {
    level: 1,
    region: { x: 1792, y: 1280, width: 208, height: 220 },
  })
  const property = fc.property(
    side,
    side,
    fc.nat(),
    fc.nat(),
    fc.nat(),
    fc.nat(),
    fc.integer({ min: 1, max: 3000 }),
    (width, height, ...rest) => {
      const [a, b, c, d, wanted] = rest
      const [x, y] = [a % width, b % height]
      const region = { x, y, width: 1 + (c % (width - x)), height: 1 + (d % (height - y)) }
      const of = levelsOf({ width, height })
      const found = cutOf({ region, size: { width: wanted, height: wanted } }, of)
      const level = of.levels[found.level]!
      t.true(found.region.x >= 0 && found.region.width >= 1 && found.region.x + found.region.width <= level.width)
      t.true(found.region.y >= 0 && found.region.height >= 1 && found.region.y + found.region.height <= level.height)
      t.true(found.region.width * found.region.height < 66_000_000)
    },
  )
  fc.assert(property, { numRuns: 2000 })
})
