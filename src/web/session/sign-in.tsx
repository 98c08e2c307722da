/** Signing in: as a page of its own, and over a place whose session has ended. */
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../frame/failure.tsx'
import { useWords } from '../words/words.ts'
import { type useSession, useUser } from './session.ts'
import './sign-in.css'

type SignIn = (username: string, password: string) => Promise<void>

function SignInForm({ signIn, username }: { signIn: SignIn; username?: string }) {
  const words = useWords()
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (given: { username?: string; password?: string }) => {
    if (!given.username || !given.password) return setProblem(words.session.missing)
    setIsBusy(true)
    setProblem('')
    try {
      await signIn(given.username, given.password)
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
  const signIn = async (username: string, password: string) => {
    await session.signIn(username, password)
    done()
  }
  return (
    <Modal open title={words.session.ended} footer={null} closable={false} width={400}>
      <p className="quiet">{words.session.endedWhy}</p>
      <SignInForm signIn={signIn} username={user.username} />
    </Modal>
  )
}

export function SignInPage({ signIn }: { signIn: SignIn }) {
  const words = useWords()
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <p className="seal" aria-hidden="true">
          <i>文</i>
          <i>史</i>
        </p>
        <h1>{words.archive}</h1>
        <p className="quiet">{words.session.lead}</p>
        <SignInForm signIn={signIn} />
      </div>
    </main>
  )
}
