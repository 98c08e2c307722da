/** The client: session, language and appearance around the places. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import { lazy, StrictMode, Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Refusal } from './api.ts'
import { useIsDark } from './frame/appearance.ts'
import { Failure, FaultBoundary } from './frame/failure.tsx'
import { Frame } from './frame/frame.tsx'
import { Waiting } from './frame/waiting.tsx'
import { places } from './routes.tsx'
import { UserContext, useSession } from './session/session.ts'
import { themeOf } from './theme.ts'
import { keepLanguage, type Language, languageNow, languages, type Said, WordsContext } from './words/words.ts'
import './theme.css'

const SignInPage = lazy(async () => ({ default: (await import('./session/sign-in.tsx')).SignInPage }))

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; a broken line is tried again.
      retry: (count, error) => count < 3 && (!(error instanceof Refusal) || error.status === 0 || error.status >= 502),
      // Without a line it says so, instead of waiting for one.
      networkMode: 'always',
      staleTime: 10_000,
      refetchOnWindowFocus: false,
    },
  },
})

function Rooms({ setLanguage }: { setLanguage: (to: Language) => void }) {
  const session = useSession()
  if (session.error) return <Failure error={session.error} again={session.again} />
  if (session.user === undefined) return <Waiting />
  if (session.user === null)
    return (
      <Suspense fallback={<Waiting />}>
        <SignInPage signIn={session.signIn} setLanguage={setLanguage} />
      </Suspense>
    )
  return (
    // Another person is given places of their own.
    <UserContext key={session.user.id} value={session.user}>
      <Frame session={session} setLanguage={setLanguage}>
        <Routes>
          {places.map(({ path, element }) => (
            <Route key={path} path={path} element={element} />
          ))}
        </Routes>
      </Frame>
    </UserContext>
  )
}

function Client({ first }: { first: Said }) {
  const [said, setSaid] = useState(first)
  const change = async (to: Language) => {
    setSaid(await languages[to].load())
    keepLanguage(to)
    void client.invalidateQueries()
  }
  return (
    <ConfigProvider theme={themeOf(useIsDark())} locale={said.locale} button={{ autoInsertSpace: false }}>
      <WordsContext value={said.words}>
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <FaultBoundary>
              <App component={false}>
                <Rooms setLanguage={change} />
              </App>
            </FaultBoundary>
          </BrowserRouter>
        </QueryClientProvider>
      </WordsContext>
    </ConfigProvider>
  )
}

document.documentElement.lang = languageNow()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Client first={await languages[languageNow()].load()} />
  </StrictMode>,
)
