/** One's own password is changed with the present one; other sessions end. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { usePasswordWords } from '../words/password.ts'
import { useWords } from '../words/words.ts'
import { forgetSession, useUser } from './session.ts'

interface Given {
  current: string
  password: string
  again: string
}
const LEAST = 12

export function OwnPassword({ done }: { done: () => void }) {
  const words = useWords()
  const say = usePasswordWords()
  const user = useUser()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Given>()
  const [isBusy, setIsBusy] = useState(false)
  const save = async ({ current, password }: Given) => {
    setIsBusy(true)
    try {
      await call('post /users/{id}/password', { path: { id: user.id }, body: { current, password } })
      message.success(say.saved)
      await forgetSession(client)
      done()
    } catch (error) {
      const isSaid = sayAtFields(form, error, ([name]) => (name === undefined ? null : [name]), {
        'password.wrong': ['current'],
        'password.weak': ['password'],
      })
      if (!isSaid) message.error(sentenceOf(error, words), 8)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Form<Given>
      form={form}
      name="own"
      layout="vertical"
      requiredMark={false}
      className="own-password"
      onFinish={(given) => void save(given)}
    >
      <Form.Item
        name="current"
        label={user.isPasswordPrinted ? say.printed : say.present}
        rules={[{ required: true, message: say.needed }]}
      >
        <Input.Password autoComplete="current-password" maxLength={1024} />
      </Form.Item>
      <Form.Item
        name="password"
        label={say.next}
        extra={say.nextWhy}
        rules={[
          { required: true, message: say.needed },
          { min: LEAST, message: say.tooShort },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={1024} />
      </Form.Item>
      <Form.Item
        name="again"
        label={say.again}
        dependencies={['password']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(say.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={1024} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {say.save}
      </Button>
    </Form>
  )
}

export function OwnPasswordDialog({ close }: { close: () => void }) {
  const say = usePasswordWords()
  return (
    <Modal open width={420} title={say.title} footer={null} onCancel={close}>
      <OwnPassword done={close} />
    </Modal>
  )
}
