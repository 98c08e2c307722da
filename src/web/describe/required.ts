/** 必著项, as the office has set them: what is not whole is not handed in. */
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { standardRequired } from './cells.ts'

export function useRequired(): readonly string[] {
  const { isArchivist } = useRoles()
  const settings = useCall('get /settings', {}, { enabled: isArchivist, staleTime: 300_000 })
  return settings.data?.values.requiredFields ?? standardRequired
}
