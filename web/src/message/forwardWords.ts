import { catalog, count } from '../i18n/catalog';

export const forwardWords = catalog(
  {
    forward: '转发',
    title: '转发到哪里？',
    find: '找一个派或一个人',
    rooms: '最近的在最前',
    atMost: (n: number) => `一次最多 ${n} 个地方`,
    words: '顺便说一句（可以不写）',
    send: (n: number) => (n < 2 ? '转发' : `转发到 ${n} 个地方`),
    chooseOne: '先选一个地方',
    done: '已转发',
    nowhere: '没有找到可以转发去的地方',
    hint: '以你的名义发出，标明是谁说的。引用和回答的出处不会带过去，附件会。',
    slowWords: '这个派在慢速模式：不附言就能转发',
    from: (name: string) => `转发自 ${name}`,
  },
  {
    forward: 'Forward',
    title: 'Forward to',
    find: 'Find a room or a person',
    rooms: 'Most recent first',
    atMost: (n: number) => `${n} places at a time at most`,
    words: 'Say something to it, if you like',
    send: (n: number) => (n < 2 ? 'Forward' : `Forward to ${count(n, 'place', 'places')}`),
    chooseOne: 'Choose a place first',
    done: 'Forwarded',
    nowhere: 'There is no such place to forward to',
    hint: 'It is posted in your name and says who said it. What it quotes, and the sources of an answer, do not go along; files do.',
    slowWords: 'That room is in slow mode: forward without words of your own',
    from: (name: string) => `Forwarded from ${name}`,
  },
);
