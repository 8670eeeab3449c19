import { Eye, EyeOff } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { IconButton } from '../design/Button';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import styles from './PasswordField.module.css';
import { accountWords } from './words';

type Props = Omit<ComponentProps<typeof TextField>, 'type' | 'label'> & { label?: string };

export function PasswordField({ label, ...rest }: Props) {
  const words = useWords(accountWords);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles['password']}>
      <TextField {...rest} label={label ?? words.password} type={open ? 'text' : 'password'} autoCapitalize="none" spellCheck={false} />
      <IconButton label={open ? words.hidePassword : words.showPassword} aria-pressed={open} onClick={() => setOpen(!open)}>
        {open ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
      </IconButton>
    </div>
  );
}
