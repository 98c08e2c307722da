/** What people are told of the request itself, and of who sends it. */
import type { FaultCode } from '../../faults.ts'

export const requests = {
  'request.invalid': [
    '请求的内容不符合要求，请按 errors 中逐项指出的地方改正后再试。',
    'The request is not as required; correct what `errors` points at and try again.',
  ],
  'request.json': [
    '请求正文不是有效的 JSON，请检查格式后重发。',
    'The request body is not valid JSON; check it and send it again.',
  ],
  'request.too-large': [
    '请求正文过大（上限 {limit} 字节），请分开发送。',
    'The request body is too large (limit {limit} bytes); send it in parts.',
  ],
  'request.not-found': ['没有这个地址，请对照接口文档 /api/v1/docs。', 'There is no such address; see /api/v1/docs.'],
  'request.method': [
    '这个地址不接受该方法，可用的方法：{allowed}。',
    'This address does not take that method; allowed: {allowed}.',
  ],
  'request.media-type': [
    '不接受这种正文类型，应为 {expected}。',
    'This media type is not accepted; expected {expected}.',
  ],
  'request.long-head': [
    '地址和请求头太长（上限 {limit} 字节），请缩短检索式或减少参数。',
    'The address and headers are too long (limit {limit} bytes); shorten the query or send fewer parameters.',
  ],
  'request.broken-off': ['请求在传送中断开，请重发。', 'The request was cut off; send it again.'],
  'request.cursor': [
    '接着列出的标记（after）无效：请用上一次应答里的 next，条件和次序不变；或者从头列出。',
    'The mark `after` is none of ours: use `next` of the answer before, with the same filters and order; or list from the start.',
  ],
  'request.precondition': [
    '修改前须带 If-Match（先读取，再用读到的版本号提交），以免覆盖别人的修改。',
    'Send If-Match with the revision you read, so that nobody’s change is overwritten.',
  ],
  'request.range': [
    '请求的范围超出文件（共 {size} 字节），请改正 Range 后重取。',
    'The range lies outside the file ({size} bytes); correct Range and ask again.',
  ],
  internal: [
    '服务内部出错，已记录。请稍后再试；若仍如此，请把请求编号告诉管理员。',
    'Something went wrong inside the service and was logged. Try again later; if it persists, give the request id to the administrator.',
  ],
  'login.required': ['请先登录。', 'Please sign in first.'],
  'login.wrong': ['用户名或密码不对。', 'Wrong user name or password.'],
  'login.slow-down': [
    '尝试过于频繁，请 {retryAfter} 秒后再试。',
    'Too many attempts; try again in {retryAfter} seconds.',
  ],
  'login.suspended': ['该账号已停用，请联系管理员。', 'This account is suspended; ask the administrator.'],
  'csrf.wrong': [
    '请求缺少或带错了 X-CSRF-Token，请刷新页面后重试。',
    'X-CSRF-Token is missing or wrong; reload the page and try again.',
  ],
  'act.forbidden': [
    '您的角色不能做这件事（{act}），如确有需要请联系管理员。',
    'Your role does not allow this ({act}); ask the administrator if you need it.',
  ],
  'user.not-found': ['没有这个用户。', 'There is no such user.'],
  'user.taken': ['用户名“{username}”已有人用，请换一个。', 'The user name “{username}” is taken; choose another.'],
  'user.last-admin': [
    '这是最后一位在用的管理员，不能停用或去掉管理员角色；请先指定另一位。',
    'This is the last active administrator; appoint another one first.',
  ],
  'password.weak': [
    '密码太弱：至少 12 个字符，不要用常见密码或含用户名。',
    'The password is too weak: 12 characters at least, not a common one, not containing the user name.',
  ],
  'password.wrong': ['原密码不对。', 'The present password is wrong.'],
  'token.not-found': ['没有这个令牌。', 'There is no such token.'],
  'grant.not-found': ['没有这项授权。', 'There is no such grant.'],
  'grant.expires': [
    '请写明利用权限到哪一天为止，须是今天或以后的日期。',
    'Say until when the right holds: today or a day to come.',
  ],
  'access-request.not-found': ['没有这项利用申请。', 'There is no such access request.'],
  'access-request.decided': ['这项申请已经处理过了。', 'This request has already been decided.'],
  'access-request.waiting': [
    '这一件您已申请过，正等待审批，不必再交。',
    'You have asked for this already and it waits to be decided; there is no need to ask again.',
  ],
  'access-request.too-many': [
    '您已有 {limit} 份利用申请等待审批，请等审批一些之后再申请。',
    'You have {limit} requests waiting; wait until some of them have been decided.',
  ],
  'access-request.reason': [
    '不同意须写明理由，申请的人会看到。',
    'A refusal needs a reason; whoever asked will read it.',
  ],
  'service.stopping': ['服务正在停止，请稍后重试。', 'The service is stopping; try again shortly.'],
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>
