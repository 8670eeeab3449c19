import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { MemberId, RoomId, ToolCallId } from '../protocol/ids';
import type { CallStatus, MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { ToolCalls } from './ToolCalls';

afterEach(cleanup);

const state = (member: number, role: string) =>
  ({ room: { id: 1 as RoomId }, me: { member: member as MemberId, role }, members: new Map() }) as unknown as RoomState;
const message = (status: CallStatus) =>
  ({
    author: 9,
    answer: {
      calls: [
        {
          id: 'c' as ToolCallId, tool: 'remind', arguments: '{"at":"2027-01-02T19:00"}', hash: 'h', effect: 'acts',
          asker: 2, approvers: 'asker', status, by: null, at: null,
        },
      ],
    },
  }) as unknown as MessageView;
const stop = () => screen.queryByRole('button', { name: /停下|Stop/ });

it('[TL12] lets who asked, and every member but guests, stop a call that runs', () => {
  render(<ToolCalls message={message('approved')} state={state(2, 'guest')} />);
  expect(stop()).not.toBeNull();
  cleanup();
  render(<ToolCalls message={message('approved')} state={state(3, 'member')} />);
  expect(stop()).not.toBeNull();
  cleanup();
  render(<ToolCalls message={message('approved')} state={state(3, 'guest')} />);
  expect(stop()).toBeNull();
});

it('[TL12] says of a stopped call that part of it may have happened, and offers nothing more', () => {
  render(<ToolCalls message={message('stopped')} state={state(2, 'member')} />);
  expect(screen.getByRole('status', { hidden: true }).textContent).toMatch(/停下了|Stopped/);
  expect(screen.queryAllByRole('button')).toHaveLength(0);
});
