/** 管理: users, tasks, the archive's condition, audit, settings. Each has its address. */
import { NavLink, useParams } from 'react-router'
import { NoSuchPlace } from '../frame/no-such-place.tsx'
import { useTitle } from '../frame/title.ts'
import { useRoles } from '../session/session.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { AuditTrail } from './audit.tsx'
import { ConditionView } from './condition.tsx'
import { Jobs } from './jobs.tsx'
import { UseRegister } from './requests.tsx'
import { SettingsView } from './settings.tsx'
import { Tokens } from './tokens.tsx'
import { Users } from './users.tsx'
import { YearReport } from './year-report.tsx'
import './admin.css'

const sections = {
  condition: ConditionView,
  statistics: YearReport,
  requests: UseRegister,
  users: Users,
  jobs: Jobs,
  audit: AuditTrail,
  settings: SettingsView,
  tokens: Tokens,
}
type Section = keyof typeof sections
/** What those who are no administrators see of it. */
const ofArchivists: readonly Section[] = ['condition', 'statistics', 'requests', 'jobs', 'tokens']
const ofAll: readonly Section[] = ['jobs', 'tokens']

export function AdminPlace() {
  const words = useWords()
  const admin = useAdminWords()
  const { isAdmin, isArchivist } = useRoles()
  const shown = isAdmin ? (Object.keys(sections) as Section[]) : isArchivist ? ofArchivists : ofAll
  const { section = shown[0]! } = useParams()
  const current = shown.find((name) => name === section)
  useTitle(words.frame.places.admin)
  if (!current) return <NoSuchPlace />
  const View = sections[current]
  return (
    <div className="sheet admin">
      <h1>{words.frame.places.admin}</h1>
      <nav className="admin-tabs" aria-label={words.frame.places.admin}>
        {shown.map((key) => (
          <NavLink key={key} to={`/admin/${key}`} aria-current={key === current ? 'page' : undefined}>
            {admin.sections[key]}
          </NavLink>
        ))}
      </nav>
      <View />
    </div>
  )
}
