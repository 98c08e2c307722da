/** Transcribing and proofreading: English. */
import type { TranscribeWords } from './transcribe.zh-CN.ts'

const pages = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'page' : 'pages'}`

export const transcribe: TranscribeWords = {
  title: 'Transcribe',
  back: 'Back to reading',
  stages: { transcribing: 'Transcription', first: 'First proof', second: 'Second proof', final: 'Final' },
  by: (who, day) => `${who} ${day}`,
  end: { transcribing: 'End transcription', first: 'End first proof', second: 'End second proof' },
  endWhat: {
    transcribing: 'The pages become a version of the text that can be searched at once; somebody else proofreads it.',
    first: 'What was changed becomes a new version, the former one stays; somebody else makes the second proof.',
    second: 'What was changed becomes a new version, the final one; the former ones stay.',
  },
  ended: {
    transcribing: 'Transcribed; it can be searched at once. Somebody else proofreads it now.',
    first: 'The first proof has ended. Somebody else makes the second.',
    second: 'The second proof has ended: this text is final.',
  },
  blank: (count) => `${pages(count)} without text.`,
  open: (count) => `${pages(count)} not marked as ready.`,
  again: 'Proofread again',
  ownWork: {
    transcribing: '',
    first: 'You transcribed this; somebody else has to proofread it. You may look at it here.',
    second: 'You ended the round before; somebody else has to proofread it. You may look at it here.',
  },
  saved: (time) => `Saved ${time}`,
  savesItself: 'Saves itself',
  unsaved: (count) => `Saving ${pages(count)}`,
  unreachable: 'The service cannot be reached; what you write is kept here and saved later',
  restored: (count) => `${pages(count)} of your last visit restored`,
  stillUnsaved: 'Some pages are not saved yet: wait a moment, or settle what is marked first.',
  pages: 'Pages',
  pageText: (number) => `Text of page ${number}`,
  pageState: (number, isDone, isBlank) =>
    `Page ${number}, ${isDone ? 'ready' : isBlank ? 'no text yet' : 'not marked'}`,
  tools: 'Transcription',
  hint: 'Write what stands there, character by character, in its own script. □ for what cannot be read, 〔〕 around what you supply.',
  missing: 'Illegible',
  missingWhy: 'One □ for each character that cannot be read',
  doubtful: 'Supplied',
  doubtfulWhy: 'What is supplied or doubtful stands in 〔〕; a selection is put between them',
  done: 'This page is ready',
  next: 'Ready, next page',
  differences: 'Changed since the last round',
  same: 'As in the last round.',
  changes: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'change' : 'changes'}`,
  tooUnlike: 'Too much was changed to be compared character by character.',
  alsoWritten: (who) => `${who || 'Somebody else'} changed this page too. Below is where yours differs: choose one.`,
  mine: 'Use mine',
  theirs: 'Use theirs',
  changedElsewhere: 'The text of this page was changed elsewhere and differs from this draft: choose one.',
  keepDraft: 'Use the draft',
  keepPresent: 'Use the text',
}
