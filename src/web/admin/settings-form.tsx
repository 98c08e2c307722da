/** Everything an office sets for itself, field by field; what is wrong is said at its field. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call, Refusal } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { linesOf } from '../frame/lines.ts'
import { Select } from '../frame/select.tsx'
import { useSettingWords } from '../words/settings.ts'
import { useWords } from '../words/words.ts'
import { exampleOf, problemOfMask } from './code-mask.ts'
import { useDraft } from './settings-draft.ts'
import { EditingSettings } from './settings-editing.tsx'

type Answered = AnswerOf<'get /settings'>
type Values = Answered['values']
type Element = Values['requiredFields'][number]
interface Given extends Omit<Values, 'categoryCodes' | 'liberationDate' | 'majorTopics'> {
  majorTopics: string
  categoryCodes: { name?: string; code?: string }[]
  liberationDate: string
}

/** What may be required, in the order of the form of an item. */
const elements = Object.keys({
  title: 0,
  creators: 0,
  date: 0,
  genre: 0,
  access: 0,
  category: 0,
  persons: 0,
  places: 0,
  caption: 0,
  depicted: 0,
  scopeAndContent: 0,
  subjects: 0,
  retention: 0,
  recordNumber: 0,
  sanqinType: 0,
  narrationBy: 0,
  manuscriptStage: 0,
  extentMedium: 0,
  language: 0,
  classCode: 0,
  secrecyLevel: 0,
  openStatus: 0,
  location: 0,
  relatedItems: 0,
  originalOrCopy: 0,
  event: 0,
  background: 0,
  photographer: 0,
  provider: 0,
  rightsHolder: 0,
  note: 0,
  authorities: 0,
} satisfies Record<Element, 0>) as Element[]
const CODE = /^[A-Za-z0-9.\u4e00-\u9fff-]{1,20}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const FIRST_CENTURY = 1000
const LAST_CENTURY = 2000
const centuries = Array.from({ length: (LAST_CENTURY - FIRST_CENTURY) / 100 + 1 }, (_, i) => LAST_CENTURY - i * 100)
const ofDates = ['liberationDate', 'ganzhiYears', 'centuryOfShortYears'] as const

const givenOf = (values: Values): Given => ({
  ...values,
  liberationDate: values.liberationDate ?? '',
  majorTopics: values.majorTopics.join('\n'),
  categoryCodes: Object.entries(values.categoryCodes).map(([name, code]) => ({ name, code })),
})
const valuesOf = ({ categoryCodes, liberationDate, majorTopics, ...rest }: Given): Values => ({
  ...rest,
  majorTopics: linesOf(majorTopics),
  liberationDate: liberationDate.trim() || null,
  categoryCodes: Object.fromEntries(categoryCodes.map(({ name = '', code = '' }) => [name.trim(), code.trim()])),
})

/** How the next codes would come out, while the mask is written. */
function Example({ codesOf }: { codesOf: (category: string) => string }) {
  const say = useSettingWords()
  const form = Form.useFormInstance<Given>()
  const mask = Form.useWatch('referenceCodeMask', form) ?? ''
  const fondsNumber = Form.useWatch('fondsNumber', form) ?? ''
  if (problemOfMask(mask)) return null
  const year = new Date().getFullYear()
  const of = (category: string) => exampleOf(mask, { fondsNumber, category: codesOf(category), year })
  return (
    <div className="mask-example" role="status">
      <span className="small quiet">{say.example}</span>
      <output className="song as-written">{of('文史稿件')}</output>
      <span className="small quiet">{say.exampleOf.text}</span>
      <output className="song as-written">{of('照片')}</output>
      <span className="small quiet">{say.exampleOf.photograph}</span>
    </div>
  )
}

function Categories() {
  const say = useSettingWords()
  return (
    <fieldset className="categories">
      <legend>{say.categories}</legend>
      <p className="small quiet">{say.categoriesWhy}</p>
      <Form.List name="categoryCodes">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="category">
                <Form.Item
                  name={[name, 'name']}
                  rules={[
                    { required: true, whitespace: true, message: say.needed },
                    ({ getFieldValue }) => ({
                      validator: (_, value?: string) => {
                        const all = getFieldValue('categoryCodes') as Given['categoryCodes']
                        const isTaken = all.some((one, i) => i < name && one?.name?.trim() === value?.trim())
                        return value && isTaken ? Promise.reject(new Error(say.categoryTaken)) : Promise.resolve()
                      },
                    }),
                  ]}
                >
                  <Input aria-label={say.categoryName} placeholder={say.categoryName} maxLength={40} />
                </Form.Item>
                <Form.Item
                  name={[name, 'code']}
                  rules={[{ required: true, pattern: CODE, transform: trimmed, message: say.codeWrong }]}
                >
                  <Input aria-label={say.categoryCode} placeholder={say.categoryCode} maxLength={20} />
                </Form.Item>
                <Form.Item noStyle shouldUpdate>
                  {({ getFieldValue }) => (
                    <Button
                      type="text"
                      icon={<Icon name="close" />}
                      aria-label={say.removeCategory(getFieldValue(['categoryCodes', name, 'name']) ?? '')}
                      onClick={() => remove(name)}
                    />
                  )}
                </Form.Item>
              </div>
            ))}
            <Button size="small" icon={<Icon name="plus" />} disabled={rows.length >= 100} onClick={() => add({})}>
              {say.addCategory}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value)

export function SettingsOf({ settings }: { settings: Answered }) {
  const words = useWords()
  const say = useSettingWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Given>()
  const [isBusy, setIsBusy] = useState(false)
  const { values, revision, table } = settings
  const draft = useDraft(form, revision)
  const standardMask = String(table.find(({ name }) => name === 'referenceCodeMask')?.standard ?? '')

  const save = async (given: Given) => {
    setIsBusy(true)
    const body = valuesOf(given)
    try {
      await call('patch /settings', { body }, { ifMatch: revision })
      draft.forget()
      const isOfDates = ofDates.some((name) => JSON.stringify(body[name]) !== JSON.stringify(values[name]))
      message.success(isOfDates ? say.savedDates : say.saved)
      await client.invalidateQueries()
    } catch (error) {
      const isStale = error instanceof Refusal && error.code === 'settings.stale'
      const rowOf = (category: string) => given.categoryCodes.findIndex(({ name }) => name?.trim() === category)
      const isSaid =
        !isStale &&
        sayAtFields(
          form,
          error,
          ([name, part]) => {
            if (name === undefined || !(name in values)) return null
            if (name === 'categoryCodes') return part === undefined ? null : [name, rowOf(String(part)), 'code']
            return part !== undefined && ['yearPlan', 'ganzhiYears', 'proofWeights'].includes(String(name))
              ? [name, part]
              : [name]
          },
          { 'chronology.order': ['ganzhiYears', 'to'] },
        )
      if (!isSaid) message.error(isStale ? say.stale : sentenceOf(error, words), 8)
    } finally {
      setIsBusy(false)
    }
  }
  const amount = (name: keyof Values['yearPlan']) => (
    <Form.Item name={['yearPlan', name]} label={say.plan[name]}>
      <InputNumber min={0} max={1_000_000_000} precision={0} />
    </Form.Item>
  )
  const year = (name: 'from' | 'to') => (
    <Form.Item
      name={['ganzhiYears', name]}
      label={say[name]}
      dependencies={name === 'to' ? [['ganzhiYears', 'from']] : []}
      rules={[
        { required: true, message: say.needed },
        ({ getFieldValue }) => ({
          validator: (_, value: number | null) =>
            name === 'to' && value !== null && value < getFieldValue(['ganzhiYears', 'from'])
              ? Promise.reject(new Error(say.orderWrong))
              : Promise.resolve(),
        }),
      ]}
    >
      <InputNumber min={1} max={2200} precision={0} />
    </Form.Item>
  )
  return (
    <Form<Given>
      form={form}
      layout="vertical"
      className="settings"
      initialValues={givenOf(values)}
      requiredMark={false}
      scrollToFirstError={{ block: 'center', focus: true }}
      onValuesChange={(_, given) => draft.keep(given)}
      onFinish={(given) => void save(given)}
    >
      <section>
        <h2>{say.groups.office}</h2>
        <Form.Item name="officeName" label={say.officeName} extra={say.officeNameWhy}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="city" label={say.city} extra={say.cityWhy}>
          <Input maxLength={40} className="is-short" />
        </Form.Item>
      </section>
      <section>
        <h2>{say.groups.codes}</h2>
        <Form.Item
          name="fondsNumber"
          label={say.fondsNumber}
          extra={say.fondsNumberWhy}
          rules={[{ pattern: /^\s*[A-Za-z0-9.\u4e00-\u9fff-]{0,20}\s*$/, message: say.codeWrong }]}
        >
          <Input maxLength={20} className="is-short" />
        </Form.Item>
        <Form.Item
          name="referenceCodeMask"
          label={say.mask}
          extra={say.maskWhy}
          rules={[
            {
              validator: (_, mask: string = '') => {
                const problem = problemOfMask(mask)
                if (!problem) return Promise.resolve()
                const { maskProblems } = say
                const told = problem.is === 'unknown' ? maskProblems.unknown(problem.name) : maskProblems[problem.is]
                return Promise.reject(new Error(told))
              },
            },
          ]}
        >
          <Input maxLength={200} className="as-written" />
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {({ getFieldValue, setFieldValue, validateFields }) => (
            <>
              {getFieldValue('referenceCodeMask') !== standardMask && (
                <Button
                  size="small"
                  type="link"
                  className="mask-standard"
                  onClick={() => {
                    setFieldValue('referenceCodeMask', standardMask)
                    void validateFields(['referenceCodeMask'])
                  }}
                >
                  {say.maskStandard}
                </Button>
              )}
              <Example
                codesOf={(category) =>
                  (getFieldValue('categoryCodes') as Given['categoryCodes']).find(
                    (one) => one?.name?.trim() === category,
                  )?.code ?? ''
                }
              />
            </>
          )}
        </Form.Item>
        <Categories />
      </section>
      <section>
        <h2>{say.groups.describing}</h2>
        <Form.Item name="requiredFields" label={say.required} extra={say.requiredWhy}>
          <Checkbox.Group
            className="elements"
            options={elements.map((value) => ({
              value,
              label: value === 'authorities' ? say.authorities : (words.reader.fields[value] ?? value),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="filingByAnother"
          label={say.filingByAnother}
          extra={say.filingByAnotherWhy}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </section>
      <EditingSettings />
      <section>
        <h2>{say.groups.plan}</h2>
        <div className="in-a-row">
          {amount('characters')}
          {amount('items')}
          {amount('images')}
        </div>
        <p className="small quiet">{say.planWhy}</p>
      </section>
      <section>
        <h2>{say.groups.dates}</h2>
        <Form.Item
          name="liberationDate"
          label={say.liberationDate}
          extra={say.liberationDateWhy}
          rules={[
            {
              validator: (_, day: string = '') =>
                day.trim() === '' || (DAY.test(day.trim()) && !Number.isNaN(Date.parse(day.trim())))
                  ? Promise.resolve()
                  : Promise.reject(new Error(say.dayWrong)),
            },
          ]}
        >
          <Input placeholder="1948-10-22" maxLength={10} className="is-short" />
        </Form.Item>
        <fieldset>
          <legend>{say.ganzhiYears}</legend>
          <div className="in-a-row">
            {year('from')}
            {year('to')}
          </div>
          <p className="small quiet">{say.ganzhiYearsWhy}</p>
        </fieldset>
        <Form.Item name="centuryOfShortYears" label={say.century} extra={say.centuryWhy}>
          <Select
            className="is-short"
            options={centuries.map((value) => ({ value, label: say.centuryOf(value) }))}
            popupMatchSelectWidth={false}
          />
        </Form.Item>
      </section>
      <footer className="settings-foot">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {say.save}
        </Button>
        {draft.isKept && (
          <>
            <span className="quiet small">{say.unsaved}</span>
            <Button type="text" onClick={draft.discard}>
              {say.discard}
            </Button>
          </>
        )}
      </footer>
    </Form>
  )
}
