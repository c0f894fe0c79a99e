import { createHash } from 'node:crypto';

/** A statement with its values apart: the only form in which SQL reaches the server. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Prepared once a connection under this name; absent where there is nothing to prepare. */
  readonly name?: string;
  /** Whether what comes again in a column is read once, and is one object in all of its rows. */
  readonly repeats?: boolean;
}

const names = new Map<string, string>();

/** sql`select * from job where id = ${id}`: values become parameters, never text. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const text = strings.reduce((whole, part, at) => `${whole}$${at}${part}`);
  return { text, values, name: nameOf(text) };
}

/**
 * A statement whose text is put together by code, from parts that contain no input. Without values it is sent as it is
 * and may hold several commands.
 */
export function statement(text: string, values: readonly unknown[] = []): Sql {
  return values.length === 0 ? { text, values } : { text, values, name: nameOf(text) };
}

/** For many rows that say the same in some columns: documents, times and lists in them are read once. Nobody changes them. */
export function repeating(asked: Sql): Sql {
  return { ...asked, repeats: true };
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}
