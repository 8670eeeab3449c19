import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { memo } from 'react';
import { IconButton } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { never } from '../protocol/decode';
import type { Block, Span } from './markdown';
import { parseMarkdown } from './markdown';
import styles from './Markdown.module.css';
import { messageWords } from './words';

interface MarkdownProps {
  body: string;
  /** Names that are mentioned, one a line, to be marked where they stand after an @. */
  names?: string;
}

/** A message's body. Drawn element by element: there is no HTML anywhere on the way. */
export const Markdown = memo(function Markdown({ body, names = '' }: MarkdownProps) {
  const pattern = names === '' ? null : new RegExp(`(@(?:${names.split('\n').map(escape).join('|')}))`, 'g');
  return <div className={styles['markdown']}>{blocks(parseMarkdown(body), pattern)}</div>;
});

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function blocks(list: Block[], names: RegExp | null): ReactNode {
  return list.map((block, index) => <BlockView key={index} block={block} names={names} />);
}

function BlockView({ block, names }: { block: Block; names: RegExp | null }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{spans(block.spans, names)}</p>;
    case 'heading':
      return <p className={styles[block.level <= 2 ? 'heading' : 'subheading']}>{spans(block.spans, names)}</p>;
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'quote':
      return <blockquote>{blocks(block.blocks, names)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{blocks(item, names)}</li>);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return <Table block={block} names={names} />;
    case 'rule':
      return <hr />;
    default:
      return never(block);
  }
}

function Table({ block, names }: { block: Extract<Block, { kind: 'table' }>; names: RegExp | null }) {
  return (
    <div className={styles['wide']} tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {block.header.map((cell, index) => (
              <th key={index}>{spans(cell, names)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{spans(cell, names)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CodeBlock({ text, language }: { text: string; language: string }) {
  const words = useWords(messageWords);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => toast(words.copied));
  };
  return (
    <div className={styles['code']}>
      <header>
        <span>{language}</span>
        <IconButton size="small" label={words.copyCode} onClick={copy}>
          <Copy size={14} aria-hidden="true" />
        </IconButton>
      </header>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}

function spans(list: Span[], names: RegExp | null): ReactNode {
  return list.map((span, index) => <SpanView key={index} span={span} names={names} />);
}

function SpanView({ span, names }: { span: Span; names: RegExp | null }) {
  switch (span.kind) {
    case 'text':
      return names === null ? span.text : withMentions(span.text, names);
    case 'strong':
      return <strong>{spans(span.spans, names)}</strong>;
    case 'em':
      return <em>{spans(span.spans, names)}</em>;
    case 'del':
      return <del>{spans(span.spans, names)}</del>;
    case 'code':
      return <code>{span.text}</code>;
    case 'link':
      return (
        <a href={span.href} target="_blank" rel="noopener noreferrer nofollow">
          {spans(span.spans, null)}
        </a>
      );
    case 'break':
      return <br />;
    default:
      return never(span);
  }
}

function withMentions(text: string, names: RegExp): ReactNode {
  return text.split(names).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className={styles['mention']}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
