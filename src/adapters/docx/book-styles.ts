/**
 * The styles of a book in Word: those Word has itself under its own names (a Chinese Word shows heading 1 as 标题 1, Normal as 正文, footnote text as
 * 脚注文本), the others under the names of the trade.
 */
import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx'
import { CONTENTS_STYLE, MARK_JOINT, QUOTE_STYLE, wordMarks } from '../../ports/word-styles.ts'
import { type Mark, marks } from '../../publications/content.ts'

type Paragraph = NonNullable<IParagraphStyleOptions['paragraph']>
type Run = NonNullable<IParagraphStyleOptions['run']>

const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' }
const song = { ...latin, eastAsia: '宋体' }
const hei = { ...latin, eastAsia: '黑体' }
const kai = { ...latin, eastAsia: '楷体' }
/** Half points: 五号, 小五. */
const BODY = 21
const SMALL = 18
/** Two characters of the body, twentieths of a point; Word goes by `firstLineChars`, others by this. */
const TWO = BODY * 20
const indented = { firstLine: TWO, firstLineChars: 200 }
const flush = { firstLine: 0, firstLineChars: 0 }
const leading = (points: number, more = {}) => ({ line: points * 20, lineRule: LineRuleType.AT_LEAST, ...more })
const centred = { alignment: AlignmentType.CENTER, indent: flush }

const style = (
  id: string,
  name: string,
  run: Run,
  paragraph: Paragraph,
  basedOn = 'Normal',
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn,
  next: id.startsWith('Heading') ? 'Normal' : id,
  quickFormat: true,
  run,
  paragraph,
})

/** 标题 by level below the cover; the title of a chapter has the level behind the deepest 栏目 of its book. */
const headings: [size: number, paragraph: Paragraph][] = [
  [36, { ...centred, spacing: leading(28, { before: 480, after: 480 }) }],
  [32, { ...centred, spacing: leading(24, { before: 360, after: 240 }) }],
  [28, { ...centred, spacing: leading(22, { before: 300, after: 200 }) }],
  [24, { ...centred, spacing: leading(20, { before: 240, after: 120 }) }],
  [BODY, { indent: indented, spacing: leading(17, { before: 180, after: 60 }) }],
  [BODY, { indent: indented, spacing: leading(17, { before: 120, after: 60 }) }],
  [BODY, { indent: indented, spacing: leading(17, { before: 60 }) }],
]
export const MOST_LEVEL = headings.length
export const headingId = (level: number): string => `Heading${Math.min(level, MOST_LEVEL)}`

/** Word gives a run one character style: each combination of marks has its own. */
export const markStyle = (has: readonly Mark[]): string =>
  `Mark_${marks.filter((mark) => has.includes(mark)).join('_')}`
const combinations: Mark[][] = [[]]
for (const mark of marks) combinations.push(...combinations.map((one) => [...one, mark]))

const contents = [1, 2, 3, 4].map((level) =>
  style(`TOC${level}`, `toc ${level}`, level === 1 ? { font: hei } : {}, {
    indent: { ...flush, left: (level - 1) * TWO },
    spacing: leading(18, level === 1 ? { before: 120 } : {}),
  }),
)

export const bookStyles: IStylesOptions = {
  default: {
    document: {
      run: { font: song, size: BODY, language: { value: 'en-US', eastAsia: 'zh-CN' } },
      paragraph: { spacing: { line: 240 } },
    },
    title: {
      run: { font: song, size: 56, bold: true },
      paragraph: { ...centred, spacing: leading(40, { before: 480, after: 360 }) },
      basedOn: 'Normal',
      next: 'Editors',
    },
    footnoteText: {
      basedOn: 'Normal',
      run: { size: SMALL },
      paragraph: {
        indent: { firstLine: SMALL * 20, firstLineChars: 200 },
        spacing: leading(13),
        alignment: AlignmentType.LEFT,
      },
    },
    footnoteReference: { run: { superScript: true } },
  },
  paragraphStyles: [
    {
      id: 'Normal',
      name: 'Normal',
      quickFormat: true,
      paragraph: { indent: indented, spacing: leading(17), alignment: AlignmentType.BOTH },
    },
    ...headings.map(([size, paragraph], i) =>
      style(
        `Heading${i + 1}`,
        `heading ${i + 1}`,
        { font: hei, size, bold: false },
        { ...paragraph, keepNext: true, keepLines: true, outlineLevel: i },
      ),
    ),
    style('Series', '丛刊名', { font: kai, size: 32 }, { ...centred, spacing: leading(24, { before: 1200 }) }),
    style('Issue', '辑次', { font: kai, size: 28 }, { ...centred, spacing: leading(22, { before: 120 }) }),
    style('Editors', '编者', { font: kai, size: 24 }, { ...centred, spacing: leading(20) }),
    style('Notice', '内部资料标识', { font: hei, size: 24 }, { ...centred, spacing: leading(20) }),
    style('Imprint', '版权页', { size: SMALL }, { indent: flush, spacing: leading(16), alignment: AlignmentType.LEFT }),
    style(
      'ContentsTitle',
      CONTENTS_STYLE,
      { font: hei, size: 32 },
      { ...centred, spacing: leading(24, { after: 360 }) },
    ),
    style('Byline', '署名', { font: kai, size: 24 }, { ...centred, spacing: leading(20, { after: 240 }) }),
    style(
      'EditorNote',
      '编者按',
      { font: kai },
      { indent: { ...indented, left: TWO, right: TWO }, spacing: leading(17, { after: 120 }) },
    ),
    style('Quotation', QUOTE_STYLE, { font: kai }, { indent: { ...indented, left: TWO, right: TWO } }),
    style(
      'Figure',
      '插图',
      {},
      { ...centred, keepNext: true, spacing: { before: 240, after: 60, line: 240, lineRule: LineRuleType.AUTO } },
    ),
    style('FigureCaption', '图说', { font: kai, size: SMALL }, { ...centred, spacing: leading(14, { after: 240 }) }),
    style('RunningHead', '书眉', { size: 15 }, { ...centred, spacing: leading(12) }),
    style('Folio', '页码', { size: SMALL }, { ...centred, spacing: leading(12) }),
    ...contents,
    style(
      'IndexHeading',
      'index heading',
      { font: hei },
      { indent: flush, spacing: leading(16, { before: 120 }), keepNext: true },
    ),
    style(
      'Index1',
      'index 1',
      { size: SMALL },
      { indent: { left: TWO, hanging: TWO, firstLineChars: 0 }, spacing: leading(14), alignment: AlignmentType.LEFT },
    ),
  ],
  characterStyles: combinations.slice(1).map((has) => ({
    id: markStyle(has),
    name: has.map((mark) => wordMarks[mark]).join(MARK_JOINT),
    basedOn: 'DefaultParagraphFont',
    quickFormat: true,
    run: {
      ...(has.includes('strong') ? { bold: true } : {}),
      ...(has.includes('emphasis') ? { font: kai } : {}),
    },
  })),
}
