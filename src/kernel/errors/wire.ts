import type { ErrorTable } from './entry.ts';

/** What is wrong with how a request is written, whatever it asks for. */
export const wireErrors = {
  QueryInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The parameter '{name}' holds something that is no text: a NUL, or half a character.",
    remedy: 'Send Unicode text, percent-encoded as UTF-8.',
  },
} as const satisfies ErrorTable;
