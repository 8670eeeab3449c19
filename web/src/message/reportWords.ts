import { catalog } from '../i18n/catalog';

export const reportWords = catalog(
  {
    title: '告诉管理员',
    reason: '怎么了（可不填）',
    hint: '只有这个派的管理员看得到，也看得到是你说的。',
    send: '告诉管理员',
    thanks: '已经告诉管理员了',
    reported: '有人反映的消息',
    voice: (name: string, reason: string) => (reason === '' ? `${name}反映了这条消息` : `${name}：${reason}`),
    look: '去看看',
    recall: '替 TA 撤回',
    dismiss: '没问题',
  },
  {
    title: 'Tell the admins',
    reason: 'What is wrong (optional)',
    hint: 'Only the admins of this room see it, and that it comes from you.',
    send: 'Tell the admins',
    thanks: 'The admins know now',
    reported: 'Reported messages',
    voice: (name: string, reason: string) => (reason === '' ? `${name} has reported this message` : `${name}: ${reason}`),
    look: 'Go and look',
    recall: 'Recall it',
    dismiss: 'It is fine',
  },
);
