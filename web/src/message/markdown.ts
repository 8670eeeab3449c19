import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';
import { Marked } from 'marked';

/**
 * Chat Markdown to a small tree of our own. Nothing of it is ever HTML: the tree is drawn as elements, so what is not
 * listed here (tags, pictures, raw HTML) can only come out as the text it was written as.
 */
export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'em' | 'del'; spans: Span[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; spans: Span[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'heading'; level: number; spans: Span[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'table'; header: Span[][]; rows: Span[][][] }
  | { kind: 'rule' };

const DEPTH_MAX = 12;
const MARKS_MAX = 600;
const SAFE_LINK = /^(https?:\/\/|mailto:)/i;
/** Where a bare address in Chinese text ends: marked would take the sentence after it along. */
const CJK = /[\u2018-\u201f\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** `**“火锅”**吧` is strong for whoever writes Chinese; CommonMark's rule wants a space there. */
const strongInChinese: TokenizerAndRendererExtension = {
  name: 'strong',
  level: 'inline',
  start: (source) => source.indexOf('**'),
  tokenizer(source) {
    const match = /^\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*/.exec(source);
    if (match === null) return undefined;
    return { type: 'strong', raw: match[0], text: match[1] ?? '', tokens: this.lexer.inlineTokens(match[1] ?? '') };
  },
};

const marked = new Marked({ gfm: true, breaks: true, extensions: [strongInChinese] });

export function parseMarkdown(body: string): Block[] {
  if (isHostile(body)) return [{ kind: 'paragraph', spans: plain(body) }];
  try {
    return blocksOf(marked.lexer(body), 0);
  } catch {
    // Nested too deep for the parser's stack: shown as it was written.
    return [{ kind: 'paragraph', spans: plain(body) }];
  }
}

/** Thousands of half-open marks cost the parser seconds; nobody means them. Code may have as many as it likes. */
function isHostile(body: string): boolean {
  if (body.length < MARKS_MAX) return false;
  const marks = body.replace(/```[^]*?```/g, '').match(/[*_~[>`]/g);
  return marks !== null && marks.length > MARKS_MAX;
}

function blocksOf(tokens: Token[], depth: number): Block[] {
  return tokens.flatMap((token) => blockOf(token, depth));
}

function blockOf(token: Token, depth: number): Block[] {
  if (depth > DEPTH_MAX) return [{ kind: 'paragraph', spans: plain(token.raw) }];
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading':
      return [{ kind: 'heading', level: Number(token['depth']), spans: spansOf(token.tokens, depth + 1) }];
    case 'code':
      return [{ kind: 'code', text: String(token['text']), language: String(token['lang'] ?? '') }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(token.tokens ?? [], depth + 1) }];
    case 'list':
      return [listOf(token as Tokens.List, depth)];
    case 'table':
      return [tableOf(token as Tokens.Table, depth)];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', spans: token.tokens ? spansOf(token.tokens, depth + 1) : plain(token.raw) }];
    default:
      return [{ kind: 'paragraph', spans: plain(token.raw.trimEnd()) }];
  }
}

function listOf(token: Tokens.List, depth: number): Block {
  const start = token.ordered ? Number(token.start || 1) : null;
  return { kind: 'list', start, items: token.items.map((item) => blocksOf(item.tokens, depth + 1)) };
}

function tableOf(token: Tokens.Table, depth: number): Block {
  const cell = (one: Tokens.TableCell) => spansOf(one.tokens, depth + 1);
  return { kind: 'table', header: token.header.map(cell), rows: token.rows.map((row) => row.map(cell)) };
}

function spansOf(tokens: Token[] | undefined, depth: number): Span[] {
  return (tokens ?? []).flatMap((token) => spanOf(token, depth));
}

function spanOf(token: Token, depth: number): Span[] {
  if (depth > DEPTH_MAX) return plain(token.raw);
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, spans: spansOf(token.tokens, depth + 1) }];
    case 'codespan':
      return [{ kind: 'code', text: String(token['text']) }];
    case 'br':
      return [{ kind: 'break' }];
    case 'escape':
      return plain(String(token['text']));
    case 'link':
      return linkOf(token as Tokens.Link, depth);
    case 'text':
      return token.tokens ? spansOf(token.tokens, depth + 1) : plain(token.raw);
    default:
      return plain(token.raw);
  }
}

/** Only web and mail addresses become links; a picture or any other scheme stays the text it is. */
function linkOf(token: Tokens.Link, depth: number): Span[] {
  const { href, raw } = token;
  if (!SAFE_LINK.test(href)) return plain(raw);
  if (raw.startsWith('[')) return [{ kind: 'link', href, spans: spansOf(token.tokens, depth + 1) }];
  const end = raw.startsWith('<') ? -1 : raw.search(CJK);
  if (end < 0) return [{ kind: 'link', href, spans: plain(token.text) }];
  const address = raw.slice(0, end);
  const known = SAFE_LINK.test(address) ? address : `https://${address}`;
  return [{ kind: 'link', href: known, spans: plain(address) }, ...plain(raw.slice(end))];
}

function plain(text: string): Span[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}
