import { describe, expect, it } from 'vitest';
import type { TurnId } from '../protocol/ids';
import { XIAOHONG, message } from '../room/cast';
import type { MessageView } from '../protocol/views';
import { aiData, copied, markOf } from './aiMark';

const said: MessageView = message(7, '周六 <七点>\n火锅', XIAOHONG);
const answered: MessageView = {
  ...said,
  answer: {
    turn: 't' as TurnId,
    kind: 'chat',
    engine: 'model',
    model: '本机 · "m"',
    note: null,
    usedUp: null,
    localOnly: false,
    topics: [],
    calls: [],
  } as unknown as MessageView['answer'],
};

describe('[AI2] what an agent wrote keeps its mark when it is copied', () => {
  it('says so in plain words and for programs', () => {
    const { plain, html } = copied(answered);
    expect(plain).toBe('周六 <七点>\n火锅\n〔AI-generated · 本机 · "m"〕');
    const element = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-ai]');
    expect(JSON.parse(element?.getAttribute('data-ai') ?? '{}')).toEqual({ ai: { engine: 'model', model: '本机 · "m"', agent: XIAOHONG } });
    expect(element?.textContent).toContain('周六 <七点>');
  });

  it('marks a part as it marks the whole', () => {
    expect(copied(answered, '七点').plain).toBe('七点\n〔AI-generated · 本机 · "m"〕');
  });

  it('[MS17] keeps it on what was forwarded, and gives none to a forwarded person', () => {
    const brought = { agent: '阿炉', engine: 'model', model: 'm', from: '阿炉', at: null } as const;
    expect(copied({ ...said, brought }, '七点').plain).toBe('七点\n〔AI-generated · m〕');
    expect(JSON.parse(aiData({ ...said, brought }) ?? '')).toEqual({ ai: { engine: 'model', model: 'm', agent: '阿炉' } });
    expect(aiData({ ...said, brought: { agent: null, engine: null, model: null, from: '小明', at: 7 } })).toBeUndefined();
  });

  it('leaves what a person wrote alone', () => {
    expect(markOf(said)).toBeNull();
    expect(copied(said)).toEqual({ plain: said.body, html: '<p>周六 &lt;七点&gt;<br>火锅</p>' });
  });
});
