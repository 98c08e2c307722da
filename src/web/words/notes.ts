import { notes as en } from './notes.en.ts'
import { notes as zh } from './notes.zh-CN.ts'
import { ownWords } from './words.ts'

export type NoteWords = typeof zh
export const useNoteWords = ownWords<NoteWords>(zh, en)
