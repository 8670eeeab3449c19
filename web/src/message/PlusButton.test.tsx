import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlusEntry } from './PlusButton';
import { PlusButton } from './PlusButton';

const entry = (key: string): PlusEntry => ({ key, label: key, icon: null, open: vi.fn() });

describe('the plus before the words', () => {
  afterEach(cleanup);

  it('is the entry itself where there is only one', () => {
    const only = entry('file');
    render(<PlusButton entries={[only]} />);
    fireEvent.click(screen.getByRole('button', { name: 'file' }));
    expect(only.open).toHaveBeenCalledOnce();
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('opens a menu of several, works by keyboard, and gives the focus back', async () => {
    const [file, whisper] = [entry('file'), entry('whisper')];
    const { container } = render(<PlusButton entries={[file, whisper]} />);
    const plus = screen.getByRole('button');
    fireEvent.click(plus);
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'file' }));
    const { violations } = await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    fireEvent.click(document.activeElement!);
    expect(whisper.open).toHaveBeenCalledOnce();
    expect(file.open).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(plus);
    expect(screen.queryByRole('menu')).toBeNull();
  });
});
