/** An item as a manifest of the IIIF Presentation API 3.0, in Chinese and English. */
import type { Canvas } from '../images/canvases.ts'
import { largest, type Size, within } from '../images/iiif-request.ts'
import type { Presented } from '../images/presentation.ts'
import type { Item } from '../items/item.ts'

type InLanguages = Record<string, string[]>
const inBoth = (zh: string, en: string): InLanguages => ({ zh: [zh], en: [en] })

/** What readers are told of an item, as its elements are called in either language. */
const elements: [zh: string, en: string, of: (item: Item) => string | readonly string[] | null | undefined][] = [
  ['档号', 'Reference code', (item) => item.referenceCode],
  ['责任者', 'Creator', (item) => item.creators],
  ['日期', 'Date', (item) => item.date?.text],
  ['体裁', 'Genre', (item) => item.genre],
  ['类别', 'Category', (item) => item.category],
  ['人物', 'Persons', (item) => item.persons],
  ['地点', 'Places', (item) => item.places],
  ['图说', 'Caption', (item) => item.caption],
  ['主题词', 'Subjects', (item) => item.description.subjects],
  ['三亲类型', 'Kind of witness', (item) => item.description.sanqinType],
  ['口述、整理', 'Narrated, written down', (item) => item.description.narrationBy],
  ['事由', 'Event', (item) => item.description.event],
  ['背景', 'Background', (item) => item.description.background],
  ['摄影者', 'Photographer', (item) => item.description.photographer],
  ['提供者', 'Provided by', (item) => item.description.provider],
  ['载体形态', 'Extent and medium', (item) => item.description.extentMedium],
  ['语言或文字', 'Language', (item) => item.description.language],
  ['原件或复制件', 'Original or copy', (item) => item.description.originalOrCopy],
]

const metadataOf = (item: Item) =>
  elements.flatMap(([zh, en, of]) => {
    const value = [of(item) ?? []].flat().filter((one) => one !== '')
    return value.length ? [{ label: inBoth(zh, en), value: { zh: value } }] : []
  })

/** Nothing is claimed that nobody has looked into: rightsstatements.org, “In Copyright” or “Copyright Not Evaluated”. */
const rightsOf = ({ description: { rightsHolder } }: Item) =>
  `http://rightsstatements.org/vocab/${rightsHolder ? 'InC' : 'CNE'}/1.0/`

function requiredStatement({ item, officeName }: Presented) {
  const { rightsHolder } = item.description
  const kept = [officeName, item.referenceCode].filter(Boolean).join('，') || 'Wenshi 文史'
  const zh = [rightsHolder && `著作权人：${rightsHolder}`, `收藏：${kept}`].filter(Boolean).join('；')
  const en = [rightsHolder && `Rights holder: ${rightsHolder}`, `Held by: ${kept}`].filter(Boolean).join('; ')
  return { label: inBoth('权利与出处', 'Rights and source'), value: inBoth(zh, en) }
}

const THUMBNAIL = 200

export const canvasUri = (base: string, itemId: string, { key }: Pick<Canvas, 'key'>): string =>
  `${base}/iiif/presentation/3/${itemId}/canvas/${key}`

function picture(base: string, { key }: Canvas, size: Size, named: string) {
  const id = `${base}/iiif/image/3/${key}`
  return {
    id: `${id}/full/${named}/0/default.jpg`,
    type: 'Image',
    format: 'image/jpeg',
    ...size,
    service: [{ id, type: 'ImageService3', profile: 'level2' }],
  }
}

const thumbnail = (base: string, canvas: Canvas) => {
  const size = within(canvas, THUMBNAIL)
  return [picture(base, canvas, size, `${size.width},${size.height}`)]
}

function canvasOf(base: string, item: Item, canvas: Canvas, place: number) {
  const id = canvasUri(base, item.id, canvas)
  const painting = {
    id: `${id}/painting`,
    type: 'AnnotationPage',
    items: [
      {
        id: `${id}/image`,
        type: 'Annotation',
        motivation: 'painting',
        body: picture(base, canvas, largest(canvas), 'max'),
        target: id,
      },
    ],
  }
  const transcription = {
    id: `${id}/transcription`,
    type: 'AnnotationPage',
    label: inBoth('文字', 'Transcription'),
  }
  return {
    id,
    type: 'Canvas',
    label: canvas.label ? { zh: [canvas.label] } : inBoth(`第 ${place} 页`, `Page ${place}`),
    width: canvas.width,
    height: canvas.height,
    ...(canvas.hasImage ? { thumbnail: thumbnail(base, canvas) } : {}),
    items: canvas.hasImage ? [painting] : [],
    ...(canvas.textPages.length ? { annotations: [transcription] } : {}),
  }
}

/** `base`: where the service is, without a slash at the end. */
export function manifestOf(base: string, presented: Presented) {
  const { item, canvases, officeName } = presented
  const first = canvases.find(({ hasImage }) => hasImage)
  const { scopeAndContent } = item.description
  const day = item.date?.start
  const office = officeName ? { zh: [officeName] } : inBoth('文史资料档案', 'Wenshi archive')
  return {
    '@context': ['http://iiif.io/api/search/2/context.json', 'http://iiif.io/api/presentation/3/context.json'],
    id: `${base}/iiif/presentation/3/${item.id}/manifest`,
    type: 'Manifest',
    label: { zh: [item.title] },
    ...(scopeAndContent ? { summary: { zh: [scopeAndContent] } } : {}),
    metadata: metadataOf(item),
    rights: rightsOf(item),
    requiredStatement: requiredStatement(presented),
    provider: [
      {
        id: `${base}/`,
        type: 'Agent',
        label: office,
        homepage: [{ id: `${base}/`, type: 'Text', label: office, format: 'text/html' }],
      },
    ],
    ...(day && /^\d{4}-\d\d-\d\d$/.test(day) ? { navDate: `${day}T00:00:00Z` } : {}),
    ...(first ? { thumbnail: thumbnail(base, first) } : {}),
    homepage: [
      {
        id: `${base}/items/${item.id}`,
        type: 'Text',
        label: inBoth('在档案中阅览', 'In the archive'),
        format: 'text/html',
      },
    ],
    seeAlso: [
      {
        id: `${base}/api/v1/items/${item.id}`,
        type: 'Dataset',
        label: inBoth('著录', 'Description'),
        format: 'application/json',
      },
    ],
    ...(item.textRevision === null
      ? {}
      : { service: [{ id: `${base}/iiif/search/2/${item.id}`, type: 'SearchService2' }] }),
    items: canvases.map((canvas, i) => canvasOf(base, item, canvas, i + 1)),
  }
}

/** The text of one canvas beside its picture. */
export const transcriptionOf = (base: string, itemId: string, key: string, text: string) => {
  const id = canvasUri(base, itemId, { key })
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${id}/transcription`,
    type: 'AnnotationPage',
    items: [
      {
        id: `${id}/text`,
        type: 'Annotation',
        motivation: 'supplementing',
        body: { type: 'TextualBody', value: text, language: 'zh', format: 'text/plain' },
        target: id,
      },
    ],
  }
}
