import { problem } from '#kernel';

export interface Segment {
  readonly name: string;
  /** From parentheses: `users('id')`, `getX(period='D7')`. */
  readonly key: string | undefined;
}

/** Longest path that is read: Graph refuses longer addresses before they reach a service (a guess at its limit). */
const mostSegments = 20;

export function segmentsOf(path: string): Segment[] {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length > mostSegments) throw problem('GraphSegmentUnknown', { segment: parts[mostSegments]! });
  return parts.map((part) => {
    const decoded = part.includes('%') ? decode(part) : part;
    if (!decoded.endsWith(')')) return { name: decoded, key: undefined };
    const open = /^[\w.$]+\(/.exec(decoded);
    if (open === null) return { name: decoded, key: undefined };
    const key = decoded.slice(open[0].length, -1);
    return { name: open[0].slice(0, -1), key: key === '' ? undefined : key };
  });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw problem('GraphSegmentUnknown', { segment: part });
  }
}

/** `a='x',b=1` of a function's parentheses. */
export function parametersOf(key: string | undefined): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [, name, quoted, bare] of (key ?? '').matchAll(/(\w+)\s*=\s*(?:'((?:[^']|'')*)'|([^,]*))/g)) {
    parameters[name!] = quoted?.replaceAll("''", "'") ?? bare!.trim();
  }
  return parameters;
}

/** A cast to a type of Graph: `microsoft.graph.user` gives `user`. */
export function castOf({ name }: Segment): string | undefined {
  return /^microsoft\.graph\.(\w+)$/i.exec(name)?.[1];
}
