import { describe, expect, it } from 'vitest';
import type { TurnId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import { ALU, XIAOMING, member, message, snapshot } from '../room/cast';
import { fromSnapshot } from '../room/roomReducer';
import { asksAnew, isReplaced, turnToAskAgain } from './askAgain';

function answer(n: number, turn: string, replaces: string | null = null): MessageView {
  return { ...message(n, '好', ALU), answer: { turn, replaces, kind: 'chat', engine: 'model', beside: null } as unknown as MessageView['answer'] };
}

function alone(...messages: MessageView[]) {
  const { room } = snapshot();
  return fromSnapshot(snapshot(messages, { room: { ...room, kind: 'direct' }, members: [member(XIAOMING, '小明'), member(ALU, '阿炉', 'agent')] }), null);
}

const asked = message(1, '四个人放几块？', XIAOMING);
const edited = { ...asked, editedAt: 5 };

describe('[TU16] an edited question is asked anew', () => {
  it('the last one of a conversation, by the turn that answered it first', () => {
    const state = alone(asked, answer(2, 'a'));
    expect(asksAnew(state, asked)).toBe('a' as TurnId);
    expect(asksAnew(alone(asked, answer(2, 'a'), answer(3, 'b', 'a')), asked)).toBe('a' as TurnId);
  });

  it('not an earlier one, nor one without an answer; those are asked by hand', () => {
    const later = message(3, '还有呢？', XIAOMING);
    const state = alone(edited, answer(2, 'a'), later);
    expect(asksAnew(state, edited)).toBeNull();
    expect(asksAnew(state, later)).toBeNull();
    expect(turnToAskAgain(state, edited)).toBe('a' as TurnId);
  });

  it('the last one while it is being answered, by the turn under way', () => {
    const state = { ...alone(asked), turns: new Map([['r' as TurnId, { turn: 'r', trigger: asked.seq } as never]]) };
    expect(asksAnew(state, asked)).toBe('r' as TurnId);
    expect(asksAnew(alone(asked), asked)).toBeNull();
  });

  it('in whichever order the two end, the one that was stopped is folded', () => {
    const [second, first] = [answer(2, 'b', 'a'), answer(3, 'a')];
    expect([second, first].map((one) => isReplaced([asked, second, first], one))).toEqual([false, true]);
  });

  it('a later answer takes the place of those before, and of no others', () => {
    const [first, second, other] = [answer(2, 'a'), answer(3, 'b', 'a'), answer(4, 'c')];
    const third = answer(5, 'd', 'a');
    const all = [asked, first, second, other, third];
    expect(all.map((one) => isReplaced(all, one))).toEqual([false, true, true, false, false]);
    expect(isReplaced([first, { ...second, recalledBy: XIAOMING }], first)).toBe(false);
  });
});
