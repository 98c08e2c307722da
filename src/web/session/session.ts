/** Who is signed in, what they may do (by role; the service decides), and the sign-in that lies over the place when a session ends. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { type AnswerOf, call, keepCsrfToken, Refusal } from '../api.ts'

type Session = AnswerOf<'get /session'>
export type User = Session['user']
const key = ['session']
/** Whether asking who is signed in can have an answer: nobody is asked in vain at the first visit. */
const KEPT = 'wenshi.signed-in'

export const forgetSession = (client: QueryClient) => client.invalidateQueries({ queryKey: key })

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
    error: session.error,
    again: () => void session.refetch(),
    async signIn(username: string, password: string, keep: boolean) {
      const found = await call('post /session', { body: { username, password, keep } })
      keepCsrfToken(found.csrfToken)
      localStorage.setItem(KEPT, 'yes')
      const before = client.getQueryData<Session | null>(key)
      // Another person at the same browser sees nothing of what was read before.
      if (before && before.user.id !== found.user.id) client.clear()
      client.setQueryData(key, found)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] })
    },
    async signOut(everywhere: boolean) {
      await call('delete /session', { query: { all: everywhere ? 'true' : 'false' } })
      keepCsrfToken(null)
      localStorage.removeItem(KEPT)
      client.clear()
      client.setQueryData(key, null)
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
