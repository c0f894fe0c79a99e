import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

export const root = '/portal';

export interface Place {
  /** Below the portal: `/jobs/4f…`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();
const listen = (heard: () => void): (() => void) => {
  listeners.add(heard);
  window.addEventListener('popstate', heard);
  return () => {
    listeners.delete(heard);
    window.removeEventListener('popstate', heard);
  };
};

/** Where one is: the address holds all that a page goes by, so that it can be sent to somebody. */
export function usePlace(): Place {
  const href = useSyncExternalStore(listen, () => window.location.href);
  const { pathname, search } = new URL(href);
  return { path: pathname.slice(root.length).replace(/\/+$/, '') || '/', query: new URLSearchParams(search) };
}

export function go(to: string, { replace = false } = {}): void {
  window.history[replace ? 'replaceState' : 'pushState'](null, '', `${root}${to}`);
  if (!replace) window.scrollTo(0, 0);
  for (const heard of listeners) heard();
}

/** Values of the names in a pattern, `/jobs/:job`; undefined where the path is another one. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    if (part.startsWith(':')) values[part.slice(1)] = decode(given[at]!);
    else if (part !== given[at]) return undefined;
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A link as any other, that needs no new document. */
export function Link({
  to,
  ...rest
}: { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'>) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={`${root}${to}`} onClick={follow} />;
}
