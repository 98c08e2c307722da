/** The six elements of a picture: English. */
import type { CaptionWords } from './captions.zh-CN.ts'

export const captions: CaptionWords = {
  rowHint: 'from the left, e.g. 张甲（时任县长）、李乙',
  rowLabel: (row, name) =>
    name === '' ? 'From the left' : row === 1 ? 'Front row, from the left' : `Row ${row}, from the left`,
  row: 'Row',
  addRow: 'Another row',
  nameHere: 'Name of this person',
  nameHint: 'name（who they were）',
  put: 'Put here',
  pointHint: 'Click a person in the picture and write the name; click a mark to take it off.',
  removeMark: (name) => `Take off the mark of ${name}`,
  sheet: (at, all) => `${at} / ${all}`,
  previous: 'Previous',
  next: 'Next',
  compose: 'Compose the caption',
  composed: 'The caption was composed of the elements; it can be undone.',
  nothing: 'There is nothing to compose it of yet.',
}
