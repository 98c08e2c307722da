/** A scan or a proof, sent as it is. */
import { changeHeaders, refusalFrom } from '../api.ts'

export async function sendFile(volumeId: string, file: File): Promise<string> {
  const form = new FormData()
  form.append('files', file)
  const response = await fetch(`/api/v1/volumes/${volumeId}/review-files`, {
    method: 'POST',
    body: form,
    headers: changeHeaders(),
  })
  const text = await response.text()
  if (!response.ok) throw refusalFrom(response.status, text)
  return (JSON.parse(text) as { id: string }).id
}
