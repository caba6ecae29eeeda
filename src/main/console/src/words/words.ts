import { computed, ref, watch } from 'vue'

export type Language = 'zh-CN' | 'en'

const KEPT = 'doorstep.console.language'

/** Chinese first; English by switch, remembered. */
export const language = ref<Language>(localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN')
export const english = computed(() => language.value === 'en')

watch(
  language,
  now => {
    localStorage.setItem(KEPT, now)
    document.documentElement.lang = now
  },
  { immediate: true }
)

type Values = Record<string, string | number>

/** A module's words: `const t = words({ zh: {…}, en: {…} })`, then `t('word', { name })` fills `{name}`. */
export function words<W extends string>(both: { zh: Record<W, string>; en: Record<NoInfer<W>, string> }) {
  return (word: W, values: Values = {}): string => {
    const text: string = (english.value ? both.en : both.zh)[word]
    return Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, String(value)), text)
  }
}

/** The words of something that says them in both languages. */
export function either(both: { zh: string; en: string }): string {
  return english.value ? both.en : both.zh
}

/** Several things in one line, as the reader's language strings them. */
export const list = (words: string[]) => words.join(english.value ? ', ' : '、')

/** Between what something is and what is said of it. */
export const colon = () => (english.value ? ': ' : '：')
