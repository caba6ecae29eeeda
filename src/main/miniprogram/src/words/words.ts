import { computed } from 'vue'
import { kept } from '@/store/kept'
import { zh } from './zh'
import { en } from './en'

export type Word = keyof typeof zh
export type Language = 'zh-CN' | 'en'

/** Chinese first; English by switch, remembered. */
export const language = kept<Language>('doorstep.language', 'zh-CN')
export const english = computed(() => language.value === 'en')

export function t(word: Word, values: Record<string, string | number> = {}): string {
  const text: string = (english.value ? en : zh)[word]
  return Object.entries(values).reduce((said, [name, value]) => said.split(`{${name}}`).join(String(value)), text)
}

/** A word whose name comes from the server; the name itself where this app has no word for it yet. */
export function te(word: string): string {
  return word in zh ? t(word as Word) : word
}

/** The words of something that the server says in both languages. */
export function either(both: { zh: string; en: string }): string {
  return english.value ? both.en : both.zh
}

/** Several things in one line, as the reader's language strings them. */
export const list = (words: string[]) => words.join(english.value ? ', ' : '、')
