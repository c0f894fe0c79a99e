import { createHash } from 'node:crypto';

/** Azure's contentHash: an algorithm's name and its value, in hex or base64. */
export function hashCheck(
  { algorithm, value }: { readonly algorithm: string; readonly value: string },
  mismatch: (reason: string) => Error,
) {
  const known = algorithm.toLowerCase().replace('-', '');
  if (!['sha256', 'sha384', 'sha512'].includes(known))
    throw mismatch(`'${algorithm}' is no hash that is checked here`);
  const digest = createHash(known);
  return {
    async *through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of content) {
        digest.update(chunk);
        yield chunk;
      }
    },
    demandSame(): void {
      const hash = digest.digest();
      if (value.toLowerCase() !== hash.toString('hex') && value !== hash.toString('base64'))
        throw mismatch(`its ${algorithm} is ${hash.toString('hex')}`);
    },
  };
}
