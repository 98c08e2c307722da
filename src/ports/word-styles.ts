/** Names by which what is written into a Word file is known again when it comes back. */
export const wordMarks = { strong: '着重', emphasis: '楷体', name: '人名' } as const
export type WordMark = keyof typeof wordMarks
/** Word gives a run one character style: several marks are one name. */
export const MARK_JOINT = '＋'
export const QUOTE_STYLE = '引文'
export const CONTENTS_STYLE = '目录标题'
/** A property of the file: which text of ours it was made from. */
export const ORIGIN_PROPERTY = 'wenshi'
/** A bookmark in a footnote: around the source that this note of ours cites, counted from 1, as it was printed. */
export const citeBookmark = (number: number): string => `wenshi_cite_${number}`
export const citeIn = (bookmark: string): number | null => Number(/^wenshi_cite_(\d{1,6})$/.exec(bookmark)?.[1]) || null
