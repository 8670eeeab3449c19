import { useState } from 'react';
import { TextArea, TextField } from '../design/TextField';

interface LinesFieldProps {
  label: string;
  hint: string;
  lines: string[];
  error: string | null;
  /** On one line with this between them; otherwise each on a line. */
  separator?: string;
  onChange(lines: string[]): void;
}

/** Several short texts in one field. What is typed stays as it is typed; the list is made of it. */
export function LinesField({ label, hint, lines, error, separator, onChange }: LinesFieldProps) {
  const joined = lines.join(separator ?? '\n');
  const [typed, setTyped] = useState(joined);
  const read = (value: string) => value.split(separator === undefined ? '\n' : /[\u3001\uff0c,]/).map((one) => one.trim()).filter(Boolean);
  const shown = read(typed).join(separator ?? '\n') === joined ? typed : joined;
  const change = (value: string) => {
    setTyped(value);
    onChange(read(value));
  };
  return separator === undefined ? (
    <TextArea label={label} hint={hint} rows={3} value={shown} error={error} onChange={(event) => change(event.target.value)} />
  ) : (
    <TextField label={label} hint={hint} value={shown} error={error} onChange={(event) => change(event.target.value)} />
  );
}
