/** Signing in: as a page of its own, and over a place whose session has ended. */
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useSignInWords } from '../words/sign-in.ts'
import { type Language, languageNow, languages, useWords } from '../words/words.ts'
import { Landscape } from './landscape.tsx'
import { type useSession, useUser } from './session.ts'
import './sign-in.css'

type SignIn = (username: string, password: string, keep: boolean) => Promise<void>

function SignInForm({ signIn, username }: { signIn: SignIn; username?: string }) {
  const words = useWords()
  const own = useSignInWords()
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (given: { username?: string; password?: string; keep?: boolean }) => {
    if (!given.username || !given.password) return setProblem(words.session.missing)
    setIsBusy(true)
    setProblem('')
    try {
      await signIn(given.username, given.password, given.keep ?? false)
    } catch (error) {
      setProblem(sentenceOf(error, words))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ username }} onFinish={submit} size="large">
      <Form.Item label={words.session.username} name="username">
        <Input autoComplete="username" autoFocus={!username} maxLength={100} />
      </Form.Item>
      <Form.Item label={words.session.password} name="password">
        <Input.Password autoComplete="current-password" autoFocus={Boolean(username)} maxLength={1000} />
      </Form.Item>
      <Form.Item name="keep" valuePropName="checked">
        <Checkbox>{own.keep}</Checkbox>
      </Form.Item>
      <p className="sign-in-problem bad" role="alert">
        {problem}
      </p>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {words.session.submit}
      </Button>
    </Form>
  )
}

/** Over the place whose session has ended. */
export function SignInAgain({ session, done }: { session: ReturnType<typeof useSession>; done: () => void }) {
  const words = useWords()
  const user = useUser()
  const signIn: SignIn = async (...given) => {
    await session.signIn(...given)
    done()
  }
  return (
    // Above whatever else is open: nothing is answered before.
    <Modal open title={words.session.ended} footer={null} closable={false} width={400} zIndex={2000}>
      <p className="quiet">{words.session.endedWhy}</p>
      <SignInForm signIn={signIn} username={user.username} />
    </Modal>
  )
}

export function SignInPage({ signIn, setLanguage }: { signIn: SignIn; setLanguage: (to: Language) => void }) {
  const words = useWords()
  const own = useSignInWords()
  const office = useCall('get /office', {})
  const other = languageNow() === 'en' ? 'zh-CN' : 'en'
  return (
    <main className="sign-in">
      <div className="sign-in-art" aria-hidden="true">
        <Landscape />
        <div className="motto song" lang="zh-Hans">
          {own.motto.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <span className="seal">
            <i>文</i>
            <i>史</i>
          </span>
        </div>
      </div>
      <div className="sign-in-side">
        <div className="sign-in-card">
          <div className="sign-in-brand">
            <span className="seal" aria-hidden="true">
              <i>文</i>
              <i>史</i>
            </span>
            <div>
              <p className="song as-written">{office.data?.name || words.archive}</p>
              <p className="quiet small">{own.lead}</p>
            </div>
          </div>
          <h1>{words.session.title}</h1>
          <SignInForm signIn={signIn} />
          <p className="quiet small">{own.help}</p>
        </div>
        <footer>
          <span className="quiet small">{own.within}</span>
          <button type="button" className="as-link small" lang={other} onClick={() => setLanguage(other)}>
            {languages[other].name}
          </button>
        </footer>
      </div>
    </main>
  )
}
