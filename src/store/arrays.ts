/** Neither a mark of an array's text nor a word that means something else there, in whatever case. */
const plain = /^(?!null$)[\w:./@+-]+$/i;

/**
 * A column of values as PostgreSQL reads arrays; undefined where it takes more than this knows (objects, arrays in arrays). The
 * driver does the same at five times the price, which is most of what it costs to send many rows.
 */
export function arrayText(values: readonly unknown[]): string | undefined {
  let text = '';
  for (const value of values) {
    const one = elementText(value);
    if (one === undefined) return undefined;
    text += text === '' ? one : `,${one}`;
  }
  return `{${text}}`;
}

function elementText(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return plain.test(value) ? value : quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  if (value instanceof Date && isYearOfFourDigits(value)) return value.toISOString();
  return undefined;
}

const needsEscape = /["\\]/;

function quoted(text: string): string {
  return `"${needsEscape.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
}

function isYearOfFourDigits(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}
