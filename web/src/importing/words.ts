import { catalog, count } from '../i18n/catalog';

export const importWords = catalog(
  {
    title: '带来旧聊天',
    hint: 'Telegram JSON、WhatsApp 文本、Discord JSON、IRC 日志，或一行一句的微信式文本。同一个文件导两次也不会重复。',
    choose: '选文件',
    skipBroken: '看不懂的行就跳过',
    uploading: '正在上传',
    reading: (done: number, repeated: number) => `已带来 ${done} 条，${repeated} 条原来就有`,
    broken: (n: number) => `${n} 行看不懂`,
    line: (n: number, why: string) => `第 ${n} 行：${why}`,
    done: '导入完成',
    nothingWritten: '有看不懂的行，所以一条也没有导入',
  },
  {
    title: 'Bring an old chat',
    hint: 'Telegram JSON, WhatsApp text, Discord JSON, IRC logs, or WeChat-like plain text. The same file twice adds nothing twice.',
    choose: 'Choose a file',
    skipBroken: 'Skip lines that cannot be read',
    uploading: 'Uploading',
    reading: (done: number, repeated: number) => `${count(done, 'message', 'messages')} brought, ${repeated} were here before`,
    broken: (n: number) => `${count(n, 'line', 'lines')} could not be read`,
    line: (n: number, why: string) => `line ${n}: ${why}`,
    done: 'Import finished',
    nothingWritten: 'Some lines could not be read, so nothing was brought in',
  },
);
