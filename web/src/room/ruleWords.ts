import { catalog } from '../i18n/catalog';

export const ruleWords = catalog(
  {
    all: (who: string) => `${who}定了：没有自己选过的人，说的话可以发给任何模型。`,
    local: (who: string) => `${who}定了：没有自己选过的人，说的话只给本机的模型。`,
    none: (who: string) => `${who}定了：没有自己选过的人，说的话不发给任何模型。`,
    noStore: (who: string) => `${who}让这个派不留底：出境账从现在起只记数目和指纹。`,
    store: (who: string) => `${who}让出境账从现在起记下是哪几条、哪些文件。`,
    changedAt: (when: string) => `我上次改是${when}，只有我看得到。`,
  },
  {
    all: (who: string) => `${who} has set: words of members who have not chosen may go to any model.`,
    local: (who: string) => `${who} has set: words of members who have not chosen go to local models only.`,
    none: (who: string) => `${who} has set: words of members who have not chosen go to no model.`,
    noStore: (who: string) => `${who} keeps no record of content here: from now on the ledger has counts and hashes only.`,
    store: (who: string) => `${who} lets the ledger keep which messages and files were sent, from now on.`,
    changedAt: (when: string) => `I changed this last ${when}; only I see that.`,
  },
);
