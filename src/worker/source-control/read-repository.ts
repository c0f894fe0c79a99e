import { join } from 'node:path';

import { isProblem, problem } from '#kernel';

import type { Git } from './git.ts';

/** What is to be read: a folder of a branch, at its newest commit or at another one. */
export interface Wanted {
  readonly url: string;
  readonly branch: string;
  readonly commit?: string | undefined;
  readonly folder: readonly string[];
}

export interface ReadLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly bytes: number;
}

export interface ReadFolder {
  readonly commit: string;
  readonly files: { readonly name: string; readonly content: string }[];
  readonly skipped: { readonly name: string; readonly reason: string }[];
}

interface Entry {
  readonly mode: string;
  readonly hash: string;
  readonly bytes: number;
  readonly name: string;
}

/** Runbooks, and what is said about them. */
const wantedNames = /(?<!\.d)\.ts$|\.ps1$|\.py$|\.runbook\.json$/i;
/** A plain file; links and other repositories have modes of their own. */
const plainModes: readonly string[] = ['100644', '100755', '100664'];
const otherModes: Readonly<Record<string, string>> = {
  '120000': 'it is a symbolic link',
  '160000': 'it is another repository (a submodule)',
};

/**
 * Reads the runbooks in a folder of a repository, never those below it. Nothing is checked out: contents come from git's own
 * store, so that no name, link or filter of the repository touches a file here.
 * @throws RepositoryUnreadable, RepositoryFolderMissing, RepositoryCommitUnknown, RepositoryTooLarge
 */
export async function readRepository(
  git: Git,
  home: string,
  { url, branch, commit, folder }: Wanted,
  limits: ReadLimits,
): Promise<ReadFolder> {
  const store = join(home, 'store');
  const within: Git = (...words) => git('-C', store, ...words);
  await git('init', '--quiet', '--bare', '--template=', store);
  const depth = commit === undefined ? ['--depth=1'] : [];
  const wanted = branch === '' ? 'HEAD' : `refs/heads/${branch}`;
  await within('fetch', '--quiet', '--no-tags', '--no-recurse-submodules', ...depth, '--', url, wanted);
  const found = await commitOf(within, commit);
  const entries = await list(within, found, folder);
  if (entries.length > limits.files)
    throw problem('RepositoryTooLarge', { what: `${limits.files} runbooks` });

  const files: ReadFolder['files'] = [];
  const skipped: ReadFolder['skipped'] = [];
  let bytes = 0;
  for (const { mode, hash, bytes: size, name } of entries) {
    const reason = plainModes.includes(mode) ? tooLarge(size, limits.fileBytes) : otherModes[mode];
    if (reason !== undefined || !plainModes.includes(mode)) {
      skipped.push({ name, reason: reason ?? 'it is no file' });
      continue;
    }
    bytes += size;
    if (bytes > limits.bytes)
      throw problem('RepositoryTooLarge', { what: `${limits.bytes} bytes of runbooks` });
    const content = textOf(await within('cat-file', 'blob', hash));
    if (content === undefined) skipped.push({ name, reason: 'it is no text in UTF-8' });
    else files.push({ name, content });
  }
  return { commit: found, files, skipped };
}

async function commitOf(git: Git, asked: string | undefined): Promise<string> {
  const newest = (await git('rev-parse', '--verify', 'FETCH_HEAD^{commit}')).toString().trim();
  if (asked === undefined) return newest;
  const unknown = (): Error => problem('RepositoryCommitUnknown', { commit: asked });
  if (!/^[0-9a-f]{7,64}$/i.test(asked)) throw unknown();
  try {
    const found = (await git('rev-parse', '--verify', `${asked}^{commit}`)).toString().trim();
    await git('merge-base', '--is-ancestor', found, newest);
    return found;
  } catch (error) {
    throw isProblem(error, 'RepositoryUnreadable') ? unknown() : error;
  }
}

async function list(git: Git, commit: string, folder: readonly string[]): Promise<Entry[]> {
  const tree = folder.length === 0 ? commit : `${commit}:${folder.join('/')}`;
  const listed = await git('ls-tree', '-z', '--long', '--full-tree', tree).catch((error: unknown) => {
    if (!isProblem(error, 'RepositoryUnreadable')) throw error;
    throw problem('RepositoryFolderMissing', { folder: `/${folder.join('/')}` });
  });
  return listed
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, hash, size, name] = /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.+)$/su.exec(line) ?? [];
      if (mode === undefined || hash === undefined || name === undefined || !wantedNames.test(name))
        return [];
      return [{ mode, hash, name, bytes: Number(size) || 0 }];
    });
}

function tooLarge(size: number, most: number): string | undefined {
  return size > most ? `it is larger than ${most} bytes` : undefined;
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
