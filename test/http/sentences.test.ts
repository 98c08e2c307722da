import test from 'ava'
import { sentence } from '../../src/http/sentences.ts'

test('why a picture is damaged is said in the language that is asked for', (t) => {
  for (const reason of ['读不出图像头', '文件不完整', '解码失败']) {
    const problem = { code: 'image.damaged', details: { reason } } as const
    t.true(sentence(problem, 'zh-CN').includes(reason))
    t.notRegex(sentence(problem, 'en'), /\p{Script=Han}/u)
  }
})
