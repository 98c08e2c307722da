/** 各辑 · 选题 · 稿件 · 旧刊: the places of 编研. */
import { NavLink } from 'react-router'
import { useRoles } from '../session/session.ts'
import { useSubmissionWords } from '../words/submissions.ts'
import './submissions.css'

export function CompilingTabs() {
  const own = useSubmissionWords().tabs
  const { isEditor, isArchivist } = useRoles()
  return (
    <nav className="compiling-tabs" aria-label={own.label}>
      {isEditor && <NavLink to="/volumes">{own.volumes}</NavLink>}
      <NavLink to="/topics">{own.topics}</NavLink>
      <NavLink to="/submissions">{own.submissions}</NavLink>
      {isArchivist && <NavLink to="/printed">{own.printed}</NavLink>}
    </nav>
  )
}
