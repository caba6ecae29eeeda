import { words } from '@/words/words'

export const t = words({
  zh: {
    title: '投诉',
    hint: '四十八小时内答复；超时的会提醒。',
    state: '状态',
    'state.OPEN': '待答复',
    'state.OVERDUE': '已超时',
    'state.ANSWERED': '已答复',
    none: '没有投诉',
    words: '内容',
    hidden: '内容正在审核，通过后才显示',
    raised: '提出',
    due: '答复期限',
    answer: '答复',
    refund: '退款',
    answerTitle: '答复投诉',
    answered: '已答复，对方会收到',
    overdue: '超时'
  },
  en: {
    title: 'Complaints',
    hint: 'Answered within two days; reminders follow what is overdue.',
    state: 'State',
    'state.OPEN': 'Open',
    'state.OVERDUE': 'Overdue',
    'state.ANSWERED': 'Answered',
    none: 'No complaints',
    words: 'What they say',
    hidden: 'The words are being looked at and show once they passed',
    raised: 'Raised',
    due: 'To be answered by',
    answer: 'Answer',
    refund: 'Refund',
    answerTitle: 'Answer the complaint',
    answered: 'Answered: they are told',
    overdue: 'Overdue'
  }
})
