import { platform } from '@platform'
import { kept } from './kept'
import { language } from '@/words/words'

/** 长辈版: large, plain, read aloud. Remembered. */
export const elder = kept('doorstep.elder', false)

export function say(words: string) {
  platform.say(words, language.value)
}
