/** Folders, or ZIPs, whose pictures look like the pages of one item: proposed to be joined; whoever says no is not asked again. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { forget, useCall } from '../queries.ts'
import { useUser } from '../session/session.ts'
import { useAccessionWords } from '../words/accessions.ts'
import type { Accession } from './accession-form.tsx'
import { JoinDialog } from './join.tsx'

const keyOf = (userId: string, id: string) => `wenshi.no-pages.${userId}.${id}`
function dismissedOf(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.map(String) : []
  } catch {
    return []
  }
}

const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('/') + 1).replace(/\.(?:zip|rar|7z)$/i, '')

export function PageFolders({ accession }: { accession: Accession }) {
  const own = useAccessionWords()
  const client = useQueryClient()
  const { id, counts } = accession
  const key = keyOf(useUser().id, id)
  const [dismissed, setDismissed] = useState(() => dismissedOf(key))
  const [joining, setJoining] = useState<string | null>(null)
  const found = useCall(
    'get /accessions/{id}/page-folders',
    { path: { id } },
    { enabled: counts.working === 0 && counts.accepted > 1, staleTime: 0 },
  )
  const folders = (found.data?.folders ?? []).filter(({ folder }) => !dismissed.includes(folder))
  const open = folders.find(({ folder }) => folder === joining)
  const dismiss = (folder: string) => {
    const next = [...dismissed, folder].slice(-100)
    localStorage.setItem(key, JSON.stringify(next))
    setDismissed(next)
  }
  return (
    <>
      {folders.map(({ folder, lines }) => (
        <Alert
          key={folder}
          className="page-folder"
          type="info"
          showIcon
          title={own.join.proposed(folder, lines.length)}
          action={
            <>
              <Button size="small" variant="outlined" color="primary" onClick={() => setJoining(folder)}>
                {own.join.accept}
              </Button>
              <Button size="small" type="text" onClick={() => dismiss(folder)}>
                {own.join.dismiss}
              </Button>
            </>
          }
        />
      ))}
      {open && (
        <JoinDialog
          lines={open.lines}
          proposed={nameOf(open.folder)}
          close={() => setJoining(null)}
          done={async () => {
            setJoining(null)
            await forget(
              client,
              'get /accessions/{id}/page-folders',
              'get /accessions/{id}/files',
              'get /accessions/{id}',
            )
          }}
        />
      )}
    </>
  )
}
