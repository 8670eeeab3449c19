import { catalog } from '../i18n/catalog';

/** Talking to one person alone, and not wanting to. */
export const peopleWords = catalog(
  {
    title: '找人说话',
    find: '名字里有',
    list: '可以单独聊的人',
    agent: '阿炉',
    agentText: '只有你和它，问什么都行',
    nobodyYet: '还没有别人。先和谁坐进同一个派，就能在这里找到 TA。',
    nobody: '没有找到。只有和你同在一个派里的人才会出现在这里。',
    about: (name: string) => `和${name}`,
    direct: '单独聊',
    block: '拉黑：不再和 TA 单独聊',
    unblock: '取消拉黑',
    blocked: '已拉黑',
    hasBlocked: (name: string) => `已拉黑${name}。在同一个派里还会看见彼此。`,
    hasUnblocked: (name: string) => `可以再和${name}单独聊了`,
  },
  {
    title: 'Talk to somebody',
    find: 'Name contains',
    list: 'People to talk to alone',
    agent: '阿炉',
    agentText: 'Just the two of you; ask anything',
    nobodyYet: 'Nobody yet. Once you sit in a room with somebody, you find them here.',
    nobody: 'Nobody found. Only people you share a room with are listed here.',
    about: (name: string) => `You and ${name}`,
    direct: 'Talk alone',
    block: 'Block: no more talking alone',
    unblock: 'Unblock',
    blocked: 'blocked',
    hasBlocked: (name: string) => `You have blocked ${name}. In rooms you share you still see each other.`,
    hasUnblocked: (name: string) => `You can talk to ${name} alone again`,
  },
);
