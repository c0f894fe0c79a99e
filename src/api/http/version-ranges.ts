/** The first and the last api-version that have something. */
export interface VersionRange {
  readonly from?: string;
  readonly until?: string;
}

/**
 * What not all api-versions have, by a segment of the path. Everything else is served in all: a client that is behind may
 * use what is newer than the version it sends.
 */
const ranges: readonly (VersionRange & { readonly segment: string; readonly method?: string })[] = [
  // Runtime environments took their place (specification/automation, 2023-11-01 and 2024-10-23).
  { segment: 'powershell72modules', until: '2023-11-01' },
  { segment: 'runtimeenvironments', from: '2023-05-15-preview' },
  { segment: 'hybridrunbookworkers', from: '2021-06-22' },
  // Groups came by themselves with their first worker before.
  { segment: 'hybridrunbookworkergroups', method: 'PUT', from: '2021-06-22' },
  { segment: 'privateendpointconnections', from: '2020-01-13-preview' },
  { segment: 'privatelinkresources', from: '2020-01-13-preview' },
  { segment: 'deletedautomationaccounts', from: '2022-01-31' },
  { segment: 'softwareupdateconfigurations', from: '2017-05-15-preview' },
  { segment: 'softwareupdateconfigurationruns', from: '2017-05-15-preview' },
  { segment: 'softwareupdateconfigurationmachineruns', from: '2017-05-15-preview' },
];

/** In which api-versions a route is: all of them, when nothing is said. */
export function versionsOf({
  path,
  method,
}: {
  readonly path: string;
  readonly method: string;
}): VersionRange {
  const segments = path.toLowerCase().split('/');
  const found = ranges.find(
    (range) => segments.includes(range.segment) && (range.method === undefined || range.method === method),
  );
  return found ?? {};
}

/** A version begins with its day, which decides: a preview is of its day too. */
export function isWithin(version: string, { from, until }: VersionRange): boolean {
  const day = version.slice(0, 10);
  return (
    (from === undefined || day >= from.slice(0, 10)) && (until === undefined || day <= until.slice(0, 10))
  );
}
