/** What a wheel says of itself: files of its `.dist-info` (packaging.python.org, "Binary distribution format"). */

/** Headers of METADATA and WHEEL, each with all its values, names in lower case. */
export function readHeaders(text: string): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  const [head = ''] = text.replaceAll('\r\n', '\n').split('\n\n');
  // A line that begins with a space goes on with the one before it.
  for (const line of head.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

export interface RecordedFile {
  /** `sha256` or stronger; empty for the record itself. */
  readonly algorithm: string;
  /** Base64 for addresses, without padding. */
  readonly digest: string;
}

/** Rows of RECORD (CSV: path, hash, size), by path. */
export function readRecord(text: string): ReadonlyMap<string, RecordedFile> {
  const files = new Map<string, RecordedFile>();
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const [, quoted, bare, hash = ''] = /^(?:"((?:[^"]|"")*)"|([^",]*)),([^,]*),/.exec(line) ?? [];
    const path = quoted?.replaceAll('""', '"') ?? bare;
    if (path === undefined || path === '') continue;
    const [algorithm = '', digest = ''] = hash.split('=');
    files.set(path, { algorithm, digest });
  }
  return files;
}

const packageFile = /^__init__(?:\.[\w-]+)*\.(?:py|so)$/;
const moduleFile = /^([A-Za-z]\w*)(?:\.[\w-]+)*\.(?:py|so)$/;
const ofDevelopers = new Set(['test', 'tests', 'docs', 'doc', 'examples', 'setup', 'conftest']);
const deepest = 4;

/** Names that a program would import, by the paths of a wheel's files: of a namespace what is below it. */
export function importNames(paths: readonly string[]): readonly string[] {
  return below(
    paths.map((path) => path.split('/')),
    [],
  ).toSorted();
}

function below(paths: readonly (readonly string[])[], above: readonly string[]): readonly string[] {
  const modules = paths.flatMap(([file = '', more]) => {
    const name = more === undefined ? moduleFile.exec(file)?.[1] : undefined;
    return name === undefined || ofDevelopers.has(name) ? [] : [[...above, name].join('.')];
  });
  const folders = new Set(paths.filter(({ length }) => length > 1).map(([folder = '']) => folder));
  const packages = [...folders]
    .filter((folder) => /^[A-Za-z]\w*$/.test(folder) && !ofDevelopers.has(folder))
    .flatMap((folder) => {
      const inside = paths.filter(([first, ...rest]) => first === folder && rest.length > 0);
      const rests = inside.map(([, ...rest]) => rest);
      const name = [...above, folder];
      if (rests.some(([file = '', more]) => more === undefined && packageFile.test(file)))
        return [name.join('.')];
      return name.length < deepest ? below(rests, name) : [];
    });
  return [...new Set([...modules, ...packages])];
}
