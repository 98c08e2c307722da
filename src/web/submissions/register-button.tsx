/** 登记为稿件: items of the archive become submissions with a press. */
import { App, Button, type ButtonProps } from 'antd'
import { useNavigate } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type Asked, type Calls, call } from '../api.ts'
import { useRegisteringWords } from '../words/registering.ts'

type What = Calls['post /submissions']['body']

/** Registers, says how many, and leads to them. */
export function useRegistering() {
  const own = useRegisteringWords()
  const go = useNavigate()
  const { message } = App.useApp()
  const does = useDoing('get /submissions')
  return (what: What) =>
    does(async () => {
      const { made, known } = await call('post /submissions', { body: what } as Asked<'post /submissions'>)
      message.success(
        <span>
          {own.registered(made, known)}{' '}
          <button type="button" className="as-link" onClick={() => go('/submissions')}>
            {own.look}
          </button>
        </span>,
        8,
      )
    })
}

export function RegisterButton({ what, ...props }: { what: What } & ButtonProps) {
  const own = useRegisteringWords()
  const register = useRegistering()
  return (
    <Button {...props} onClick={() => void register(what)}>
      {own.register}
    </Button>
  )
}
