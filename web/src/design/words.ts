import { catalog } from '../i18n/catalog';

export const designWords = catalog(
  { close: '关闭', back: '返回', confirm: '确定', cancel: '取消', online: '在炉边', offline: '不在', agent: '智能体' },
  { close: 'Close', back: 'Back', confirm: 'OK', cancel: 'Cancel', online: 'by the fire', offline: 'away', agent: 'agent' },
);
