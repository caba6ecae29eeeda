import { expect, test } from 'vitest'
import { gcj02 } from '@/platform/gcj02'
import { en } from '@/words/en'
import { age, atHour, clock, dayName, dayOf, money, span, yuan } from '@/words/when'
import { language, t, te } from '@/words/words'
import { zh } from '@/words/zh'

test('both languages have the same words, with the same places for values', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
  for (const [word, chinese] of Object.entries(zh)) {
    const english = en[word as keyof typeof zh]
    expect(chinese, word).not.toBe('')
    expect(english, word).not.toMatch(/[\u4e00-\u9fff]/)
    expect(english.trim(), word).not.toBe('')
    expect(places(english), word).toEqual(places(chinese))
  }
})

test('values stand where they belong, also twice', () => {
  language.value = 'zh-CN'
  expect(t('hello', { name: '{name}王' })).toBe('{name}王，您好')
  expect(te('outcome.TWICE')).toBe('同一份取了两次')
  expect(te('outcome.SOMETHING_NEW')).toBe('outcome.SOMETHING_NEW')
})

test('money is whole fen, said as people say it', () => {
  language.value = 'zh-CN'
  expect([0, 1, 5, 10, 99, 100, 150, 1050, 300_000].map(money)).toEqual(['¥0', '¥0.01', '¥0.05', '¥0.10', '¥0.99', '¥1', '¥1.50', '¥10.50', '¥3000'])
  expect(yuan(0)).toBe('免费')
  expect(yuan(1500)).toBe('¥15')
  language.value = 'en'
  expect(yuan(0)).toBe(en['price.free'])
})

test('days and hours are those of the community, wherever the phone thinks it is', () => {
  language.value = 'zh-CN'
  expect(dayOf('2026-03-02T15:59:59Z')).toBe('2026-03-02')
  expect(dayOf('2026-03-02T16:00:00Z')).toBe('2026-03-03')
  expect(clock('2026-03-02T16:05:00Z')).toBe('00:05')
  expect(span('2026-03-02T03:30:00Z', '2026-03-02T05:00:00Z')).toBe('11:30–13:00')
  expect(atHour('2026-03-03', 9)).toBe('2026-03-03T01:00:00.000Z')
  expect(dayName('2026-03-02')).toBe('今天 3月2日 周一')
  expect(dayName('2026-03-03')).toBe('明天 3月3日 周二')
  expect(dayName('2026-12-31')).toBe('12月31日 周四')
})

test('somebody is a year older on the birthday, not before', () => {
  expect(age('2018-03-02')).toBe(8)
  expect(age('2018-03-03')).toBe(7)
})

test('a position is told as maps of China draw it, to a metre', () => {
  const { latitude, longitude } = gcj02({ latitude: 39.915, longitude: 116.404 })
  expect(longitude).toBeCloseTo(116.41024449916938, 5)
  expect(latitude).toBeCloseTo(39.91640428150164, 5)
})
