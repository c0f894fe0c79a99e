/** Functions and actions that stand below no entity set of ours: by their path, with the behaviour that answers. */
export interface RootOperation {
  readonly path: string;
  readonly name: string;
  readonly method: 'GET' | 'POST';
}

const post = (path: string): RootOperation => ({ path, name: nameOf(path), method: 'POST' });
const get = (path: string): RootOperation => ({ path, name: nameOf(path), method: 'GET' });

/** `reports/getX` is the behaviour `reports.getX`. */
function nameOf(path: string): string {
  return path.replaceAll('/', '.');
}

/** Usage reports that there are; the others answer 501. */
export const reportNames = [
  'getEmailActivityUserDetail',
  'getM365AppUserDetail',
  'getMailboxUsageDetail',
  'getOffice365ActiveUserCounts',
  'getOffice365ActiveUserDetail',
  'getOffice365GroupsActivityDetail',
  'getOneDriveUsageAccountDetail',
  'getSharePointSiteUsageDetail',
  'getTeamsUserActivityUserDetail',
] as const;

const operations: readonly RootOperation[] = [
  ...reportNames.map((name) => get(`reports/${name}`)),
  post('directoryObjects/getByIds'),
  get('directoryObjects/delta'),
  post('directoryObjects/getAvailableExtensionProperties'),
];

export const rootOperations: ReadonlyMap<string, RootOperation> = new Map(
  operations.map((operation) => [operation.path.toLowerCase(), operation]),
);

/** How many segments the longest of them has. */
export const longestRoot = Math.max(0, ...operations.map(({ path }) => path.split('/').length));
