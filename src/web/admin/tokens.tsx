/** One's own tokens for scripts: shown once, with an end. */
import { App, Button, Form, Input, InputNumber, Table, Typography } from 'antd'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { failureOf, useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { useDoing } from './doing.ts'

type Token = AnswerOf<'get /tokens'>['items'][number]

export function Tokens() {
  const words = useWords()
  const admin = useAdminWords()
  const say = admin.tokens
  const { modal } = App.useApp()
  const doing = useDoing('get /tokens')
  const tokens = useCall('get /tokens', { query: { size: 200 } })
  if (failureOf(tokens)) return <Failure error={tokens.error} again={() => void tokens.refetch()} />
  const create = ({ name, days }: { name: string; days: number }) =>
    doing(async () => {
      const { token } = await call('post /tokens', { body: { name, days } })
      modal.success({
        title: say.made,
        content: (
          <>
            <p>{say.once}</p>
            <Typography.Text code copyable>
              {token}
            </Typography.Text>
          </>
        ),
      })
    })
  const remove = ({ id, name }: Token) =>
    modal.confirm({
      title: say.remove,
      content: say.removeWhat(name),
      onOk: () => doing(() => call('delete /tokens/{id}', { path: { id } })),
    })
  return (
    <>
      <p className="quiet">{say.why}</p>
      <Form layout="inline" className="acts" initialValues={{ days: 90 }} onFinish={(given) => void create(given)}>
        <Form.Item name="name" label={say.name} rules={[{ required: true, message: admin.users.needed }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="days" label={say.days}>
          <InputNumber min={1} max={365} precision={0} />
        </Form.Item>
        <Button htmlType="submit">{say.create}</Button>
      </Form>
      <Table<Token>
        size="small"
        rowKey="id"
        loading={tokens.isPending}
        dataSource={tokens.data?.items ?? []}
        pagination={false}
        locale={{ emptyText: <span className="quiet">{say.none}</span> }}
        columns={[
          { title: say.name, dataIndex: 'name' },
          { title: say.created, render: (_, { createdAt }) => words.day(createdAt) },
          { title: say.expires, render: (_, { expiresAt }) => words.day(expiresAt) },
          { title: say.used, render: (_, { usedAt }) => (usedAt ? words.moment(usedAt) : say.never) },
          {
            title: <span className="hidden-but-read">{say.remove}</span>,
            align: 'right',
            render: (_, token) => (
              <Button size="small" type="link" onClick={() => remove(token)}>
                {say.remove}
              </Button>
            ),
          },
        ]}
      />
    </>
  )
}
