import { problem } from '#kernel';
import { mostTags, tagName, tagValue } from '#worker-link';

/** Where a job asks to run: a group, and tags that its worker must have; null for the workers of this installation. */
export interface RunOn {
  readonly group: string;
  readonly tags: Readonly<Record<string, string>>;
}

const form = /^(?<group>[^[\]]+?)\s*(?:\[(?<tags>[^[\]]*)\])?$/;

/**
 * Reads `onprem`, or `onprem[site=berlin, rack=2]`. Clients send an empty text, or `Azure`, for the workers of the installation.
 * @throws WorkerTagsMalformed
 */
export function readRunOn(text: string | undefined): RunOn | null {
  if (text === undefined || text === '' || text.toLowerCase() === 'azure') return null;
  const { group, tags = '' } = form.exec(text)?.groups ?? {};
  if (group === undefined) throw problem('WorkerTagsMalformed', { text });
  const pairs = tags.split(',').filter((pair) => pair.trim() !== '');
  const read = pairs.map((pair) => {
    const [name = '', ...rest] = pair.split('=').map((part) => part.trim().toLowerCase());
    const [value = ''] = rest;
    if (rest.length !== 1 || !tagName.test(name) || !tagValue.test(value))
      throw problem('WorkerTagsMalformed', { text });
    return [name, value] as const;
  });
  const found = Object.fromEntries(read);
  if (Object.keys(found).length !== read.length || read.length > mostTags || text.endsWith('[]'))
    throw problem('WorkerTagsMalformed', { text });
  return { group, tags: found };
}
