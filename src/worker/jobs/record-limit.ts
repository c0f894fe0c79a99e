import type { StreamRecord } from '#worker-link';

/** Azure's limit of one record of a stream, in characters of its text and of its value as JSON. */
export const mostCharacters = 1024 * 1024;

/**
 * A record that is too long is cut and says so: it never ends its job. Called with what is redacted already, since a cut
 * through a secret would hide it from whoever looks for it.
 */
export function limitRecord<Record extends Pick<StreamRecord, 'text' | 'value'>>(record: Record): Record {
  const { text, value } = record;
  const textTooLong = text.length > mostCharacters;
  const valueTooLong = value !== undefined && (JSON.stringify(value)?.length ?? 0) > mostCharacters;
  if (!textTooLong && !valueTooLong) return record;
  const mark = textTooLong
    ? `… (cut: ${text.length} characters, of which a record holds ${mostCharacters})`
    : `… (its value is left out: as JSON it is longer than the ${mostCharacters} characters that a record holds)`;
  const limited = { ...record, text: `${text.slice(0, mostCharacters - mark.length)}${mark}` };
  if (valueTooLong) delete (limited as { value?: unknown }).value;
  return limited;
}
