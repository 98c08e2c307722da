/** Users: who they are, what they may do, suspended or not, a new password. */
import { App, Button, Form, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Select } from '../frame/select.tsx'
import { failureOf, useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { useDoing } from './doing.ts'
import { WideTable } from './wide-table.tsx'

type User = AnswerOf<'get /users'>['items'][number]
const roleNames = ['admin', 'archivist', 'editor', 'reviewer', 'contributor', 'researcher'] as const
const LEAST = 12
/** As the service asks for it; the spaces around are dropped there. */
const USERNAME = /^\s*[\p{L}\p{N}._@-]+\s*$/u
/** Where refusals that name no field are said. */
const refusals = { 'user.taken': ['username'], 'user.last-admin': ['roles'], 'password.weak': ['password'] }

interface Given {
  username: string
  displayName: string
  password: string
  roles: User['roles']
}

export function UserForm({ user, close }: { user: User | 'new'; close: () => void }) {
  const words = useWords()
  const admin = useAdminWords()
  const say = admin.users
  const doing = useDoing('get /users')
  const [form] = Form.useForm<Given>()
  const [isBusy, setIsBusy] = useState(false)
  const isNew = user === 'new'
  const save = async ({ username, displayName, password, roles }: Given) => {
    setIsBusy(true)
    const isDone = await doing(
      async () => {
        if (isNew) return call('post /users', { body: { username, displayName, password, roles } })
        const path = { id: user.id }
        // First, because it is what may be refused: then nothing is saved.
        if (password) await call('post /users/{id}/password', { path, body: { password } })
        const body = {
          ...(form.isFieldTouched('displayName') ? { displayName } : {}),
          ...(form.isFieldTouched('roles') ? { roles } : {}),
        }
        if (Object.keys(body).length) await call('patch /users/{id}', { path, body })
      },
      say.saved,
      (error) => sayAtFields(form, error, ([name]) => (name === undefined ? null : [name]), refusals),
    )
    setIsBusy(false)
    if (isDone) close()
  }
  return (
    <Modal
      open
      title={isNew ? say.create : user.username}
      onCancel={close}
      okText={say.save}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form<Given>
        form={form}
        layout="vertical"
        initialValues={isNew ? { roles: ['researcher'] } : user}
        onFinish={(given) => void save(given)}
      >
        {isNew && (
          <Form.Item
            name="username"
            label={words.session.username}
            rules={[
              { required: true, message: say.needed },
              { pattern: USERNAME, message: say.usernameWhy },
            ]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item
          name="displayName"
          label={say.displayName}
          rules={isNew ? [] : [{ required: true, whitespace: true, message: say.needed }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="roles"
          label={say.roles}
          extra={say.rolesWhy}
          rules={[{ required: true, message: say.needed }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={roleNames.map((value) => ({ value, label: words.roles[value] }))}
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={isNew ? words.session.password : say.newPassword}
          extra={isNew ? say.passwordWhy : say.newPasswordWhy}
          rules={[
            { required: isNew, message: say.needed },
            { min: LEAST, message: say.passwordWhy },
          ]}
        >
          <Input.Password maxLength={1024} autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export function Users() {
  const words = useWords()
  const admin = useAdminWords()
  const say = admin.users
  const { modal } = App.useApp()
  const doing = useDoing('get /users')
  const [edited, setEdited] = useState<User | 'new' | null>(null)
  const users = useCall('get /users', { query: { size: 200 } })
  if (failureOf(users)) return <Failure error={users.error} again={() => void users.refetch()} />
  const suspend = (user: User) =>
    modal.confirm({
      title: user.suspended ? say.resume : say.suspend,
      content: user.suspended ? say.resumeWhat(user.username) : say.suspendWhat(user.username),
      onOk: () =>
        doing(() =>
          call('put /users/{id}/suspension', { path: { id: user.id }, body: { suspended: !user.suspended } }),
        ),
    })
  return (
    <>
      <p className="acts">
        <Button icon={<Icon name="plus" />} onClick={() => setEdited('new')}>
          {say.create}
        </Button>
      </p>
      <WideTable label={admin.sections.users} least={640}>
        <Table<User>
          size="small"
          rowKey="id"
          loading={users.isPending}
          dataSource={users.data?.items ?? []}
          pagination={false}
          columns={[
            { title: words.session.username, dataIndex: 'username' },
            { title: say.displayName, dataIndex: 'displayName' },
            { title: say.roles, render: (_, { roles }) => words.list(roles.map((role) => words.roles[role] ?? role)) },
            {
              title: say.state,
              render: (_, { suspended }) => (
                <span className={suspended ? 'tag warn' : 'tag good'}>{suspended ? say.suspended : say.active}</span>
              ),
            },
            { title: say.since, render: (_, { createdAt }) => words.day(createdAt) },
            {
              title: <span className="hidden-but-read">{say.change}</span>,
              align: 'right',
              render: (_, user) => (
                <>
                  <Button size="small" type="link" onClick={() => setEdited(user)}>
                    {say.change}
                  </Button>
                  <Button size="small" type="link" onClick={() => suspend(user)}>
                    {user.suspended ? say.resume : say.suspend}
                  </Button>
                </>
              ),
            },
          ]}
        />
      </WideTable>
      {edited && <UserForm user={edited} close={() => setEdited(null)} />}
    </>
  )
}
