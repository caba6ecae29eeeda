import { words } from '@/words/words'

export const t = words({
  zh: {
    title: '居民与资格证明',
    hint: '查看个人资料都会记入审计日志。自己提交的证明须由另一位管理员审核。',
    phone: '手机号',
    find: '按手机号查找居民',
    claims: '证明',
    state: '状态',
    'state.SUBMITTED': '待审核',
    'state.ACCEPTED': '已通过',
    'state.REJECTED': '未通过',
    'state.REVOKED': '已撤回',
    kind: '种类',
    submitted: '提交时间',
    until: '有效期至',
    photos: '照片',
    open: '审核',
    see: '查看',
    person: '居民',
    number: '证件号码',
    show: '显示号码（会被记录）',
    photo: '证明照片 {n}',
    accept: '通过',
    reject: '不通过',
    revoke: '撤回',
    reason: '理由（会告知居民）',
    validUntil: '有效期至（可不填）',
    decided: '已审核',
    none: '这里没有待审核的证明',
    noClaims: '没有提交过证明',
    'kind.LOW_INCOME': '低收入',
    'kind.DISABILITY': '残疾',
    'kind.VETERAN': '退役军人',
    'kind.LIVES_ALONE': '独居',
    'kind.LOST_ONLY_CHILD': '失独',
    'kind.RESIDENCY': '居住',
    'kind.BOTH_PARENTS_WORK': '双职工'
  },
  en: {
    title: 'Residents and evidence',
    hint: 'Each look at a person is written to the audit log. What one handed in oneself, another admin decides.',
    phone: 'Telephone',
    find: 'Find a resident by telephone number',
    claims: 'Evidence',
    state: 'State',
    'state.SUBMITTED': 'To decide',
    'state.ACCEPTED': 'Accepted',
    'state.REJECTED': 'Rejected',
    'state.REVOKED': 'Taken back',
    kind: 'Kind',
    submitted: 'Handed in',
    until: 'Valid until',
    photos: 'Photos',
    open: 'Decide',
    see: 'Look',
    person: 'Resident',
    number: 'Number',
    show: 'Show the number (written down)',
    photo: 'Photo of evidence {n}',
    accept: 'Accept',
    reject: 'Reject',
    revoke: 'Take back',
    reason: 'Reason (the resident is told)',
    validUntil: 'Valid until (may be empty)',
    decided: 'Decided',
    none: 'No evidence waits here',
    noClaims: 'Nothing was handed in',
    'kind.LOW_INCOME': 'Low income',
    'kind.DISABILITY': 'Disability',
    'kind.VETERAN': 'Veteran',
    'kind.LIVES_ALONE': 'Lives alone',
    'kind.LOST_ONLY_CHILD': 'Lost an only child',
    'kind.RESIDENCY': 'Residency',
    'kind.BOTH_PARENTS_WORK': 'Both parents work'
  }
})

const KNOWN = ['LOW_INCOME', 'DISABILITY', 'VETERAN', 'LIVES_ALONE', 'LOST_ONLY_CHILD', 'RESIDENCY', 'BOTH_PARENTS_WORK'] as const

/** Price books may name others: those stand as they are written. */
export function kindName(kind: string): string {
  const known = KNOWN.find(one => one === kind)
  return known ? t(`kind.${known}`) : kind
}
