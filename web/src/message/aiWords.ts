import { catalog } from '../i18n/catalog';

export const aiWords = catalog(
  { made: 'AI 生成', quoted: '机器摘录' },
  { made: 'AI-generated', quoted: 'Quoted by a machine' },
);
