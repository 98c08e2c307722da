import { signIn as en } from './sign-in.en.ts'
import { signIn as zh } from './sign-in.zh-CN.ts'
import { ownWords } from './words.ts'

export const useSignInWords = ownWords<typeof zh>(zh, en)
