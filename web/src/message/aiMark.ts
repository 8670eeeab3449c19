import type { ClipboardEvent } from 'react';
import { wordsNow } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import { aiWords } from './aiWords';

/** What goes to the clipboard: words, and the same for programs that take formatted text. */
export interface Copied {
  plain: string;
  html: string;
}

/** Who wrote it, for programs: in copies and exports alike. */
export interface AiMark {
  engine: 'model' | 'extractive' | null;
  model: string | null;
  /** By id where it is a member here, by the name it had where it was forwarded from. */
  agent: number | string;
}

/** The mark of what an agent wrote; null for what a person wrote. */
export function markOf(message: MessageView): AiMark | null {
  const { brought } = message;
  if (brought !== null && brought.agent !== null) return { engine: brought.engine, model: brought.model, agent: brought.agent };
  if (message.answer === null) return null;
  return { engine: message.answer.engine, model: message.answer.model, agent: message.author };
}

/** The mark as an attribute; undefined for what a person wrote. */
export function aiData(message: MessageView): string | undefined {
  const mark = markOf(message);
  return mark === null ? undefined : JSON.stringify({ ai: mark });
}

/** The words of a message, or a part of them, with the mark that they were made by a machine, if they were. */
export function copied(message: MessageView, words: string = message.body): Copied {
  const mark = markOf(message);
  if (mark === null) return { plain: words, html: `<p>${lines(words)}</p>` };
  const label = wordsNow(aiWords)[mark.engine === 'extractive' ? 'quoted' : 'made'];
  const said = mark.model === null ? label : `${label} · ${mark.model}`;
  const data = escaped(JSON.stringify({ ai: mark }));
  return {
    plain: `${words}\n〔${said}〕`,
    html: `<meta name="generator" content="${escaped(said)}"><div data-ai="${data}"><p>${lines(words)}</p><p><small>〔${escaped(said)}〕</small></p></div>`,
  };
}

/** Writes both forms where the browser can, the plain one otherwise. */
export async function toClipboard({ plain, html }: Copied): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(plain);
  const item = new ClipboardItem({ 'text/plain': new Blob([plain], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) });
  return navigator.clipboard.write([item]).catch(() => navigator.clipboard.writeText(plain));
}

/** A part that is selected and copied keeps the mark as the whole does. */
export function markSelection(event: ClipboardEvent<HTMLElement>, message: MessageView): void {
  const selected = document.getSelection()?.toString() ?? '';
  if (markOf(message) === null || selected === '' || event.target instanceof HTMLTextAreaElement) return;
  const { plain, html } = copied(message, selected);
  event.clipboardData.setData('text/plain', plain);
  event.clipboardData.setData('text/html', html);
  event.preventDefault();
}

function lines(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
