/** 编审: what topics have to be filed, and how heavy an error of a proof weighs. */
import { Form, Input, InputNumber } from 'antd'
import type { AnswerOf } from '../api.ts'
import { linesOf } from '../frame/lines.ts'
import { useSettingWords } from '../words/settings.ts'

type Weights = AnswerOf<'get /settings'>['values']['proofWeights']
const weights = Object.keys({
  wrong: 0,
  transposed: 0,
  numeral: 0,
  punctuation: 0,
  few: 0,
  several: 0,
  many: 0,
  mostOfSame: 0,
  mostOfPunctuation: 0,
} satisfies Record<keyof Weights, 0>) as (keyof Weights)[]

export function EditingSettings() {
  const say = useSettingWords()
  return (
    <section>
      <h2>{say.groups.editing}</h2>
      <Form.Item
        name="majorTopics"
        label={say.majorTopics}
        extra={say.majorTopicsWhy}
        rules={[
          {
            validator: (_, text: string = '') =>
              linesOf(text).length > 50 || linesOf(text).some((line) => line.length > 200)
                ? Promise.reject(new Error(say.topicsWrong))
                : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={10_000} className="as-written" />
      </Form.Item>
      <fieldset>
        <legend>{say.proofWeights}</legend>
        <div className="in-a-row">
          {weights.map((name) => (
            <Form.Item
              key={name}
              name={['proofWeights', name]}
              label={say.weights[name]}
              rules={[{ required: true, message: say.needed }]}
            >
              <InputNumber min={0} max={100} step={0.1} />
            </Form.Item>
          ))}
        </div>
        <p className="small quiet">{say.proofWeightsWhy}</p>
      </fieldset>
    </section>
  )
}
