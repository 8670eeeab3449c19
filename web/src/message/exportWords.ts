import { catalog } from '../i18n/catalog';

export const exportWords = catalog(
  {
    title: '导出',
    text: '把这里的消息存成一个压缩包：能读的网页、给程序用的 JSON，还有附件。撤回的话不在里面，AI 写的都有标记。派里每个人都会在这里看到谁导出过。',
    files: '带上图片和文件',
    begin: '导出消息',
    begun: '正在下载，进度见浏览器的下载列表',
    adminsOnly: '这个派的话不出派，只有管理员能导出。',
    who: '谁导出过',
    nobody: '还没有人导出过',
    line: (name: string, when: string, files: boolean) => `${name} · ${when}${files ? ' · 带附件' : ''}`,
  },
  {
    title: 'Export',
    text: 'Saves the messages as one zip: a page to read, JSON for programs, and the files. What was recalled is not in it, and what AI wrote is marked. Everybody here sees below who exported.',
    files: 'With pictures and files',
    begin: 'Export the messages',
    begun: 'Downloading; your browser’s list of downloads shows how far it is',
    adminsOnly: 'What is said here stays here: only admins export it.',
    who: 'Who exported',
    nobody: 'Nobody has exported yet',
    line: (name: string, when: string, files: boolean) => `${name} · ${when}${files ? ' · with files' : ''}`,
  },
);
