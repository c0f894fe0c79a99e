import { problem } from '#kernel';

/** The control plane says what tags may be. */
export function tagsOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((tag) => {
      const at = tag.indexOf('=');
      if (at < 1) throw problem('InvalidTag', { given: tag });
      return [tag.slice(0, at), tag.slice(at + 1)];
    }),
  );
}
