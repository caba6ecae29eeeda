import { words } from '@/words/words'

export const t = words({
  zh: {
    title: '服务人员与排班',
    hint: '当班情况随手机上报；排班显示以后两周。',
    workers: '服务人员',
    name: '姓名',
    skills: '技能',
    duty: '当班',
    'duty.on': '当班',
    'duty.break': '休息中',
    'duty.off': '未当班',
    since: '自 {time}',
    editSkills: '{name}的技能',
    skillsHint: '选择，或输入其他技能的代码（大写字母）',
    import: '从表格导入',
    noWorkers: '还没有服务人员',
    plan: '排班',
    addPlan: '排一班',
    worker: '服务人员',
    starts: '开始',
    ends: '结束',
    note: '备注',
    withdraw: '取消',
    sure: '取消{name}的这一班？',
    noPlan: '以后两周还没有排班',
    'skill.BULB': '灯',
    'skill.DRAIN': '下水',
    'skill.TAP': '水龙头',
    'skill.LOCK': '门锁',
    'skill.POWER': '电',
    'skill.STREET': '街面',
    'skill.OTHER': '其他'
  },
  en: {
    title: 'Workers and shifts',
    hint: 'Duty is what their phones report; the plan shows the coming two weeks.',
    workers: 'Workers',
    name: 'Name',
    skills: 'Skills',
    duty: 'Duty',
    'duty.on': 'On duty',
    'duty.break': 'On a break',
    'duty.off': 'Off duty',
    since: 'since {time}',
    editSkills: 'Skills of {name}',
    skillsHint: 'Choose, or type the code of another skill (capitals)',
    import: 'Import a sheet',
    noWorkers: 'No workers yet',
    plan: 'Plan',
    addPlan: 'Plan a shift',
    worker: 'Worker',
    starts: 'Begins',
    ends: 'Ends',
    note: 'Note',
    withdraw: 'Withdraw',
    sure: 'Withdraw this shift of {name}?',
    noPlan: 'Nothing planned in the coming two weeks',
    'skill.BULB': 'Bulbs',
    'skill.DRAIN': 'Drains',
    'skill.TAP': 'Taps',
    'skill.LOCK': 'Locks',
    'skill.POWER': 'Power',
    'skill.STREET': 'Street',
    'skill.OTHER': 'Other'
  }
})

export const SKILLS = ['BULB', 'DRAIN', 'TAP', 'LOCK', 'POWER', 'STREET', 'OTHER'] as const

export function skillName(skill: string): string {
  const known = SKILLS.find(one => one === skill)
  return known ? t(`skill.${known}`) : skill
}
