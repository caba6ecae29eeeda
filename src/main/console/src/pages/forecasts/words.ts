import { words } from '@/words/words'

export const t = words({
  zh: {
    title: '备餐预测',
    hint: '从过去的用餐学来；不准时看误差。',
    service: '服务',
    none: '没有餐食服务',
    portions: '份数',
    chart: '今后七天的份数',
    learnt: '学自 {days} 天',
    error: '平均误差：预测 {ours} 份，照搬上周 {last} 份',
    unusual: '{days} 是特别的日子'
  },
  en: {
    title: 'Portions ahead',
    hint: 'Learnt from past meals; the error says how far to trust it.',
    service: 'Service',
    none: 'There is no service with meals',
    portions: 'Portions',
    chart: 'Portions of the next seven days',
    learnt: 'Learnt from {days} days',
    error: 'Mean error: {ours} portions; taking last week’s, {last}',
    unusual: '{days}: not an ordinary day'
  }
})
