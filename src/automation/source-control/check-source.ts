import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

import { problem } from '#kernel';

import type { Account } from '../accounts/accounts.ts';
import { type SourceType, partsOf, sourceTypes } from './source-control.ts';

export interface Source {
  readonly sourceType: string;
  readonly repoUrl: string;
  readonly branch: string;
  readonly folderPath: string;
}

const hosts: Readonly<Partial<Record<SourceType, RegExp>>> = {
  GitHub: /^(?:www\.)?github\.com$/i,
  VsoGit: /^(?:dev\.azure\.com|[a-z0-9-]+\.visualstudio\.com)$/i,
};
const forms = 'Use https://host/path, or file:///folder for a repository on the machine of the worker.';

/**
 * What a repository is and where it lies, as it is kept; only what git can be given without meaning anything else.
 * @throws SourceControlInvalid, SourceControlHostRefused
 */
export function checkSource(
  account: Account,
  name: string,
  { sourceType, repoUrl, branch, folderPath }: Source,
): Source & { readonly sourceType: SourceType } {
  const refuse = (reason: string, remedy: string): Error =>
    problem('SourceControlInvalid', { name, reason, remedy });
  const type = sourceTypes.find((each) => each.toLowerCase() === sourceType.toLowerCase());
  if (type === undefined)
    throw refuse(`'${sourceType}' is no source type`, `Use one of ${sourceTypes.join(', ')}.`);
  if (type === 'VsoTfvc')
    throw refuse('repositories of Team Foundation Version Control are not offered', 'Use a git repository.');
  const url = addressOf(repoUrl);
  if (url === undefined) throw refuse(`'${repoUrl}' is no address of a repository`, forms);
  const wantedHost = hosts[type];
  if (wantedHost !== undefined && !wantedHost.test(url.hostname))
    throw refuse(`'${url.host}' has no repositories of type ${type}`, 'Use the type Git.');
  // Branches as git has them (git-check-ref-format), without what is rare and means something to a shell or to git itself.
  if (!/^(?!.*\.\.)(?!.*\/\/)(?!.*@\{)[\w][\w./@#+-]*$/.test(branch) && branch !== '')
    throw refuse(`'${branch}' is no name of a branch`, 'Name a branch as git lists it: main.');
  const parts = partsOf(folderPath);
  if (parts.some((part) => part === '.' || part === '..' || /[\\:\p{Cc}]/u.test(part)))
    throw refuse(`'${folderPath}' is no folder of a repository`, 'Name it from the root: /Runbooks.');
  demandReach(account, name, url.href);
  return { sourceType: type, repoUrl: url.href, branch, folderPath: `/${parts.join('/')}` };
}

/** The account decides which hosts work for it may reach, jobs and synchronisations alike. @throws SourceControlHostRefused */
export function demandReach(account: Account, name: string, repoUrl: string): void {
  const { protocol, hostname: host } = new URL(repoUrl);
  if (protocol === 'https:' && !account.allowedHosts.some((each) => each.toLowerCase() === host))
    throw problem('SourceControlHostRefused', { host, name });
}

function addressOf(text: string): URL | undefined {
  const url = isAbsolute(text) ? pathToFileURL(text) : URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return undefined;
  if (url.protocol === 'file:') return url.host === '' ? url : undefined;
  return url.protocol === 'https:' && url.hostname !== '' ? url : undefined;
}
