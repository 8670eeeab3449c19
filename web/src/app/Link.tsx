import type { AnchorHTMLAttributes } from 'react';
import type { Route } from './routes';
import { navigate, pathOf } from './routes';

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: Route;
}

/** A link inside the client; with a modifier key it opens like any other link. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={pathOf(to)}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(to);
      }}
    />
  );
}
