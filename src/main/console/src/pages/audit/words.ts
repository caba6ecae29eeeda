import { words } from '@/words/words'

export const t = words({
  zh: {
    title: '审计日志',
    hint: '工作人员做过什么、看过谁的资料；只能增加，不能修改。',
    action: '事项',
    all: '全部',
    days: '日期',
    to: '至',
    at: '时间',
    actor: '谁',
    subject: '对象编号',
    details: '说明',
    none: '没有这样的记录',
    system: '系统',
    'about.role-': '角色',
    'about.sign': '登录与密码',
    'about.resident-': '居民资料',
    'about.evidence-': '资格证明',
    'about.import-': '导入',
    'about.menu-': '菜单',
    'about.worker-': '服务人员'
  },
  en: {
    title: 'Audit log',
    hint: 'What staff did and whose data they read; it only grows.',
    action: 'What',
    all: 'All',
    days: 'Days',
    to: 'to',
    at: 'When',
    actor: 'Who',
    subject: 'About (id)',
    details: 'Details',
    none: 'No such entries',
    system: 'System',
    'about.role-': 'Roles',
    'about.sign': 'Sign-ins and passwords',
    'about.resident-': 'Residents',
    'about.evidence-': 'Evidence',
    'about.import-': 'Imports',
    'about.menu-': 'Menus',
    'about.worker-': 'Workers'
  }
})

export const ABOUT = ['role-', 'sign', 'resident-', 'evidence-', 'import-', 'menu-', 'worker-'] as const

const ACTIONS: Record<string, string> = {
  'caller-found': '查到来电人',
  'console-sign-in-confirmed': '确认扫码登录',
  'evidence-decided': '审核证明',
  'evidence-handed-in': '代交证明',
  'evidence-number-read': '查看证件号码',
  'import-menus': '导入菜单',
  'import-residents': '导入居民',
  'import-workers': '导入服务人员',
  'menu-set': '设置菜单',
  'password-changed': '修改密码',
  'phone-changed': '修改手机号',
  'recovery-code-used': '使用恢复码',
  'recovery-codes-renewed': '更换恢复码',
  'resident-found': '查到居民',
  'resident-made': '登记居民',
  'resident-read': '查看居民',
  'role-ended': '结束角色',
  'role-granted': '授予角色',
  'second-factor-set-up': '首次登录',
  'sign-in-made': '开通登录',
  'sign-in-refused': '密码错误',
  'sign-in-removed': '取消登录',
  'sign-in-reset': '重置登录',
  'signed-in': '登录后台',
  'wechat-released': '解除微信绑定',
  'worker-skills': '修改技能'
}

/** English readers read the code itself. */
export const actionName = (action: string, english: boolean) => (english ? action.replaceAll('-', ' ') : (ACTIONS[action] ?? action))
