/** Progress as it happens, by server-sent events; where the stream does not hold, the caller's own asking goes on. */
import { useEffect, useEffectEvent, useState } from 'react'

/** Calls back with what the service says of a subject (`accession:<id>`), now and whenever it changes. False while nobody tells. */
export function useLive<Told>(subject: string, told: (now: Told) => void): boolean {
  const [isTold, setIsTold] = useState(false)
  const hear = useEffectEvent((text: string) => {
    const all = JSON.parse(text) as Record<string, Told>
    if (subject in all) told(all[subject]!)
  })
  useEffect(() => {
    const source = new EventSource(`/api/v1/events?subjects=${encodeURIComponent(subject)}`)
    const message = ({ data }: MessageEvent<string>) => {
      setIsTold(true)
      hear(data)
    }
    source.addEventListener('snapshot', message)
    source.addEventListener('change', message)
    // A broken line is tried again by the browser; a refusal ends the stream.
    source.addEventListener('error', () => setIsTold(false))
    return () => source.close()
  }, [subject])
  return isTold
}
