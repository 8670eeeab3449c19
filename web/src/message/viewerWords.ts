import { catalog } from '../i18n/catalog';

export const viewerWords = catalog(
  { title: (name: string) => `图片 ${name}`, before: '上一张', after: '下一张', larger: '放大', smaller: '缩小' },
  { title: (name: string) => `Picture ${name}`, before: 'Previous', after: 'Next', larger: 'Larger', smaller: 'Smaller' },
);
