import { words } from '@/words/words'

export const t = words({
  zh: {
    title: '各社区',
    hint: '新增社区并任命它的管理员；其余的由社区管理员自己设置。',
    add: '新增社区',
    name: '社区名称',
    admins: '管理员',
    nobody: '还没有管理员',
    appoint: '任命管理员',
    none: '还没有社区：先新增一个',
    signIns: '管理员的登录',
    count: '显示 {shown} / {all} 个'
  },
  en: {
    title: 'Communities',
    hint: 'Add a community and appoint its admin, who sets up everything else.',
    add: 'Add a community',
    name: 'Name of the community',
    admins: 'Admins',
    nobody: 'No admin yet',
    appoint: 'Appoint an admin',
    none: 'There is no community yet: add the first',
    signIns: 'How the admins sign in',
    count: '{shown} of {all}'
  }
})
