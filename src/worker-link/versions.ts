import { problem } from '#kernel';

/**
 * Which versions of the worker-link a side speaks. Within a version fields and paths may be added, since both sides leave
 * what they do not know alone; a new version says that one of them must know something new.
 */
export interface LinkVersions {
  readonly oldest: number;
  readonly newest: number;
}

/** 1: without a word about versions. 2: each side says which ones it speaks. */
export const linkVersions: LinkVersions = { oldest: 1, newest: 2 };

/** Header of every request and answer of the link: `1-2`. */
export const versionHeader = 'tenantry-link';
const unsaid: LinkVersions = { oldest: 1, newest: 1 };

export function sayVersions({ oldest, newest }: LinkVersions): string {
  return `${oldest}-${newest}`;
}

/**
 * The newest version that both know.
 * @throws LinkVersionUnsupported, whoever of the two is the older one
 */
export function commonVersion(
  side: 'worker' | 'controlPlane',
  ours: LinkVersions,
  said: string | string[] | undefined,
): number {
  const theirs = heard(said);
  const common = Math.min(ours.newest, theirs.newest);
  if (common >= Math.max(ours.oldest, theirs.oldest)) return common;
  const [worker, controlPlane] = (side === 'worker' ? [ours, theirs] : [theirs, ours]).map(sayVersions);
  throw problem('LinkVersionUnsupported', { worker: worker!, controlPlane: controlPlane! });
}

function heard(said: string | string[] | undefined): LinkVersions {
  const [, oldest, newest] = /^(\d{1,6})-(\d{1,6})$/.exec(String(said ?? '')) ?? [];
  return oldest === undefined ? unsaid : { oldest: Number(oldest), newest: Number(newest) };
}
