import { problem } from '#kernel';

/** The most a step result or an asset's value may take, in bytes of JSON. A frame holds it four times over. */
export const largestValue = 4 * 1024 * 1024;

/**
 * The value as it will be read back: `undefined` is null, undefined properties are left out.
 * @throws NotJson, naming the path of a date, a map, a class instance, NaN or anything else that would come back changed.
 * @throws RecordTooLarge
 */
export function asRecorded(value: unknown, what: string): unknown {
  const fault = findFault(value, '$', new Set());
  if (fault !== undefined) throw problem('NotJson', { what, ...fault });
  const text = JSON.stringify(value ?? null);
  const bytes = Buffer.byteLength(text);
  if (bytes > largestValue) throw problem('RecordTooLarge', { what, bytes, most: largestValue });
  return JSON.parse(text) as unknown;
}

interface Fault {
  readonly path: string;
  readonly found: string;
}

function findFault(value: unknown, path: string, above: ReadonlySet<unknown>): Fault | undefined {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean')
    return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { path, found: String(value) };
  if (typeof value !== 'object') return { path, found: `a ${typeof value}` };
  if (above.has(value)) return { path, found: 'a reference to something that holds it' };
  const inside = new Set([...above, value]);
  if (Array.isArray(value)) {
    return firstFault(value.entries(), (index, item) => findFault(item, `${path}[${String(index)}]`, inside));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm has that realm's Object.prototype, whose own prototype is null.
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!plain) return { path, found: `a ${value.constructor?.name ?? 'class instance'}` };
  return firstFault(Object.entries(value), (name, item) =>
    findFault(item, `${path}.${String(name)}`, inside),
  );
}

function firstFault(
  entries: Iterable<readonly [string | number, unknown]>,
  look: (key: string | number, item: unknown) => Fault | undefined,
): Fault | undefined {
  for (const [key, item] of entries) {
    const fault = look(key, item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
