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

const operations: readonly RootOperation[] = [
  post('directoryObjects/getByIds'),
  get('directoryObjects/delta'),
  post('directoryObjects/getAvailableExtensionProperties'),
];

export const rootOperations: ReadonlyMap<string, RootOperation> = new Map(
  operations.map((operation) => [operation.path.toLowerCase(), operation]),
);

/** How many segments the longest of them has. */
export const longestRoot = Math.max(0, ...operations.map(({ path }) => path.split('/').length));
