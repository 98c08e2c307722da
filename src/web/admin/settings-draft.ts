/** What was filled in and not saved outlives a look at another section; over settings that somebody else changed it would undo theirs. */
import type { FormInstance } from 'antd'
import { useLayoutEffect, useState } from 'react'

const KEPT = 'wenshi.draft.settings'

function draftOf<Given>(revision: number): Given | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as { revision: number; given: Given } | null
    return kept?.revision === revision ? kept.given : null
  } catch {
    return null
  }
}

export function useDraft<Given>(form: FormInstance<Given>, revision: number) {
  const [isKept, setIsKept] = useState(() => draftOf(revision) !== null)
  useLayoutEffect(() => {
    const draft = draftOf<Parameters<typeof form.setFieldsValue>[0]>(revision)
    if (draft) form.setFieldsValue(draft)
  }, [form, revision])
  const forget = () => {
    sessionStorage.removeItem(KEPT)
    setIsKept(false)
  }
  return {
    isKept,
    keep(given: Given) {
      sessionStorage.setItem(KEPT, JSON.stringify({ revision, given }))
      setIsKept(true)
    },
    forget,
    discard() {
      forget()
      form.resetFields()
    },
  }
}
