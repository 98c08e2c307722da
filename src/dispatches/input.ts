import { z } from 'zod'
import { dispatchKinds, dispatchStates } from './dispatch.ts'

const line = (most: number) => z.string().trim().max(most)
const copies = z.int().min(0).max(100_000)
const day = z.union([z.iso.date(), z.literal('')])

const unit = {
  name: line(200).min(1),
  category: line(100).meta({ description: 'as 发送对象 would call it' }),
  contact: line(200),
  address: line(500),
  postcode: line(20),
  copies,
  note: line(1000),
}
export const newUnit = z
  .strictObject({
    name: unit.name,
    category: unit.category.default(''),
    contact: unit.contact.default(''),
    address: unit.address.default(''),
    postcode: unit.postcode.default(''),
    copies: unit.copies.default(1),
    note: unit.note.default(''),
  })
  .meta({ id: 'NewExchangeUnit' })
export type NewUnit = z.infer<typeof newUnit>
export const unitPatch = z.strictObject(unit).partial().meta({ id: 'ExchangeUnitPatch' })
export type UnitPatch = z.infer<typeof unitPatch>

const dispatch = {
  ...unit,
  state: z.enum(dispatchStates).meta({ description: '待寄, 已寄, 已签收' }),
  sentOn: day,
  receivedOn: day,
  way: line(100).meta({ description: '邮寄, 面交' }),
}
export const newDispatch = z
  .strictObject({
    kind: z.enum(dispatchKinds).default('other'),
    name: unit.name,
    category: unit.category.default(''),
    contact: unit.contact.default(''),
    address: unit.address.default(''),
    postcode: unit.postcode.default(''),
    copies: unit.copies.default(1),
    note: unit.note.default(''),
  })
  .meta({ id: 'NewDispatch' })
export type NewDispatch = z.infer<typeof newDispatch>
export const dispatchPatch = z.strictObject(dispatch).partial().meta({ id: 'DispatchPatch' })
export type DispatchPatch = z.infer<typeof dispatchPatch>
export const dispatchTakeOver = z
  .strictObject({
    authors: z.int().min(0).max(1000).default(0).meta({ description: 'copies for each author; 0: none is entered' }),
    units: z.boolean().default(false).meta({ description: 'the exchange list' }),
  })
  .meta({ id: 'DispatchTakeOver', description: 'who is on the list already stays as they are' })
export type DispatchTakeOver = z.infer<typeof dispatchTakeOver>
export const dispatchSteps = z
  .strictObject({
    ids: z.array(z.string().min(1).max(100)).min(1).max(200),
    state: z.enum(dispatchStates),
    on: day.default(''),
    way: line(100).optional(),
  })
  .meta({ id: 'DispatchSteps' })
export type DispatchSteps = z.infer<typeof dispatchSteps>
