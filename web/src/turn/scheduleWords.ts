import { catalog } from '../i18n/catalog';

const ZH = ['一', '二', '三', '四', '五', '六', '日'];
const EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const scheduleWords = catalog(
  {
    schedule: '按时说话',
    none: '不按时',
    daily: '每天',
    weekdays: '工作日',
    weekly: '每周',
    day: '星期几',
    dayName: (day: number) => `星期${ZH[day - 1] ?? ''}`,
    at: '几点',
    wish: '说什么',
    wishHint: '比如「总结今天」或「提醒大家喝水」。没有模型时，它把这句话照着说出来。按你这里的时区。',
  },
  {
    schedule: 'Speaks by the clock',
    none: 'Not by the clock',
    daily: 'Every day',
    weekdays: 'On weekdays',
    weekly: 'Every week',
    day: 'Day of the week',
    dayName: (day: number) => EN[day - 1] ?? '',
    at: 'At',
    wish: 'What to say',
    wishHint: 'For example “summarise today”, or “remind everybody to drink water”. Without a model it says these words. By your time zone.',
  },
);
