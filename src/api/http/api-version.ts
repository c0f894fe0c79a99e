import { problem } from '#kernel';

import { isWithin, versionsOf } from './version-ranges.ts';

/** Versions that clients of Azure Automation, Resource Manager and their tools are known to send. */
export const knownApiVersions: readonly string[] = [
  '2014-04-01',
  '2015-10-31',
  '2015-11-01',
  '2016-06-01',
  '2017-05-15-preview',
  '2018-01-15',
  '2018-06-30',
  '2018-11-30',
  '2019-06-01',
  '2020-01-01',
  '2020-01-13-preview',
  '2021-01-01',
  '2021-04-01',
  '2021-06-22',
  '2022-01-31',
  '2022-02-22',
  '2022-04-01',
  '2022-08-08',
  '2022-12-01',
  '2023-01-31',
  '2023-05-15-preview',
  '2023-11-01',
  '2024-10-23',
  '2024-11-30',
];
const accepted = new Set(knownApiVersions);

/** Rejects with `ApiVersionMissing`, with `ApiVersionInvalid`, or with `VersionWithout` when the version does not have the route. */
export function checkApiVersion(
  version: string | undefined,
  route: { readonly action: string; readonly path: string; readonly method: string },
): void {
  if (version === undefined || version === '') throw problem('ApiVersionMissing');
  if (!accepted.has(version.toLowerCase()))
    throw problem('ApiVersionInvalid', { version, known: knownApiVersions.join(', ') });
  const range = versionsOf(route);
  if (isWithin(version, range)) return;
  const known = knownApiVersions.filter((each) => isWithin(each, range)).join(', ');
  throw problem('VersionWithout', { version, known, type: typeOf(route.action) });
}

/** `automationAccounts/powerShell72Modules` of `Microsoft.Automation/automationAccounts/powerShell72Modules/read`. */
export function typeOf(action: string): string {
  return action
    .split('/')
    .slice(1)
    .join('/')
    .replace(/\/(?:read|write|delete|(?:[^/]+\/)?action)$/, '');
}
