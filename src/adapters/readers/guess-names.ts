/** jieba's guesses at names (chinese-text.md §8). Its dictionary takes 40 MB, so it is loaded when it is first needed. */
import type { Jieba } from '@node-rs/jieba'
import { guessedNames } from '../../hanzi/names/guessed.ts'
import type { GuessedName } from '../../ports/text-reader.ts'

let tagger: Jieba | null = null

export async function guessNames(text: string): Promise<GuessedName[]> {
  if (!tagger) {
    const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')])
    tagger = Jieba.withDict(dict)
  }
  const jieba = tagger
  return guessedNames(text, (sentence) => jieba.tag(sentence, true))
}
