/** A running service, shown to the tools: the validator's own picture, and manifests of what an archive holds. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import sharp from 'sharp'
import type { Api } from '../upload/client.ts'
import type { Tools } from './tools.ts'

/** Hundred squares of known colours: the picture that the validator knows, drawn from its own table. */
async function picture(tools: Tools): Promise<Buffer> {
  const { output } = await tools.python([
    '-c',
    'import json; from iiif_validator.validator import ValidationInfo; print(json.dumps(ValidationInfo().colorInfo))',
  ])
  const columns = JSON.parse(output.trim().split('\n').at(-1)!) as [number, number, number][][]
  const raw = Buffer.alloc(1000 * 1000 * 3)
  for (let y = 0; y < 1000; y++)
    for (let x = 0; x < 1000; x++) raw.set(columns[Math.floor(x / 100)]![Math.floor(y / 100)]!, (y * 1000 + x) * 3)
  return sharp(raw, { raw: { width: 1000, height: 1000, channels: 3 } })
    .png()
    .toBuffer()
}

/** Each line of the input is a manifest; what the classes made of the schema say to it. */
const SCHEMA = `
import json, sys
from iiif_prezi3 import Manifest
for line in sys.stdin:
    try:
        manifest = Manifest.model_validate(json.loads(line))
        print('valid', len(manifest.items))
    except Exception as error:
        print('invalid', str(error).replace(chr(10), ' ')[:500])
`

export async function verifyIiif(
  tools: Tools,
  url: string,
  api: Api,
  token: string,
): Promise<{ lines: string[]; isWhole: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-iiif-'))
  try {
    const write = async (relative: string, data: Buffer) => {
      const path = join(folder, relative)
      await writeFile(path, data)
      return { path, relative, size: data.length }
    }
    const pages = await sharp([await picture(tools), await picture(tools)], { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer()
    const files = [
      await write('validator.png', await picture(tools)),
      await write('book.tif', pages),
      await write('text.txt', Buffer.from('第一页写渡口。\f第二页写文昌阁。')),
    ]
    const { id } = await api.post<{ id: string }>('/accessions', { title: 'IIIF' })
    const results = await api.send(id, files)
    while ((await api.get<{ counts: { processing: number } }>(`/accessions/${id}`)).counts.processing > 0)
      await rest(100)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' }
    const itemIds = results.map(({ itemIds }) => itemIds![0]!)
    for (const itemId of itemIds)
      await fetch(`${url}/api/v1/items/${itemId}`, { method: 'PATCH', headers, body: '{"access":"open"}' })

    const { host } = new URL(url)
    const asked = ['-s', host, '-p', 'iiif/image/3', '-i', results[0]!.objectId!, '--version', '3.0', '--level', '2']
    const image = await tools.python([tools.validator, ...asked])
    const found = image.output.split('\n').filter((line) => /FAIL|Done|^ {2}\w/.test(line))

    const manifests: Record<string, unknown>[] = []
    for (const itemId of itemIds)
      manifests.push((await (await fetch(`${url}/iiif/presentation/3/${itemId}/manifest`)).json()) as never)
    // One that is wrong, so that the schema is known to say no.
    const { label: _, ...wrong } = manifests[0]!
    const told = await tools.python(['-c', SCHEMA], [...manifests, wrong].map((one) => JSON.stringify(one)).join('\n'))
    const verdicts = told.output.trim().split('\n')
    const isValid = verdicts.map((line) => line.startsWith('valid'))
    return {
      lines: [
        'Image API 3.0, level 2 (PyPI iiif-validator 1.0.5):',
        ...found.map((line) => `  ${line.trim()}`),
        'Presentation API 3.0 (PyPI iiif-prezi3 3.1.1, generated from the JSON schema):',
        ...files.map(({ relative }, i) => `  manifest of ${relative}: ${verdicts[i]}`),
      ],
      isWhole: image.code === 0 && isValid.join() === [...files.map(() => true), false].join(),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
