/** Who is signed in, what they may do (by role; the service decides), and the sign-in that lies over the place when a session ends. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { type AnswerOf, call, keepCsrfToken, Refusal } from '../api.ts'
import { failureOf } from '../queries.ts'

type Session = AnswerOf<'get /session'>
export type User = Session['user']
const key = ['session']
/** Whether asking who is signed in can have an answer: nobody is asked in vain at the first visit. */
const KEPT = 'wenshi.signed-in'

export const forgetSession = (client: QueryClient) => client.invalidateQueries({ queryKey: key })

/** What was read before is forgotten: the next person at this browser sees nothing of it. The session itself stays watched. */
function becomes(client: QueryClient, session: Session | null): void {
  client.removeQueries({ predicate: isOther })
  sessionStorage.clear()
  client.setQueryData(key, session)
}
const isOther = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== key[0]

/** `user` is null where nobody is signed in; undefined while it is being asked. */
export function useSession() {
  const client = useQueryClient()
  const session = useQuery<Session | null, Refusal>({
    queryKey: key,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      if (localStorage.getItem(KEPT) === null) return null
      try {
        const found = await call('get /session', {})
        keepCsrfToken(found.csrfToken)
        return found
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) {
          localStorage.removeItem(KEPT)
          return null
        }
        throw error
      }
    },
  })
  return {
    user: session.data === null ? null : session.data?.user,
    officeName: session.data?.officeName ?? '',
    error: failureOf(session),
    again: () => void session.refetch(),
    async signIn(username: string, password: string, keep: boolean) {
      const found = await call('post /session', { body: { username, password, keep } })
      keepCsrfToken(found.csrfToken)
      localStorage.setItem(KEPT, 'yes')
      const before = client.getQueryData<Session | null>(key)
      if (before?.user.id !== found.user.id) return becomes(client, found)
      client.setQueryData(key, found)
      await client.invalidateQueries({ predicate: isOther })
    },
    async signOut(everywhere: boolean) {
      await call('delete /session', { query: { all: everywhere ? 'true' : 'false' } })
      keepCsrfToken(null)
      localStorage.removeItem(KEPT)
      becomes(client, null)
    },
  }
}

export const UserContext = createContext<User | null>(null)
export const useUser = (): User => use(UserContext)!
export const useRoles = () => {
  const { roles } = useUser()
  const has = (...wanted: string[]) => roles.some((role) => wanted.includes(role))
  return { isArchivist: has('archivist', 'admin'), isEditor: has('editor', 'admin'), isAdmin: has('admin') }
}
