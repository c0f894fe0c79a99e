import { createHash } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A package on a shelf of the feed under test. */
export interface ShelvedPackage {
  readonly name: string;
  readonly version: string;
  readonly content: Uint8Array;
  /** NuGet's notation: name → range. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly listed?: boolean;
  /** What the feed tells of the package, where that is a lie; '' tells nothing. */
  readonly hash?: string;
}

/** A NuGet feed over real HTTP that speaks both protocols, as the galleries do. */
export interface FeedServer {
  readonly origin: string;
  readonly v2: string;
  readonly v3: string;
  /** A v3 feed of files alone: no registrations. */
  readonly flat: string;
  /** What may be asked; tests put packages in and take them out. */
  readonly packages: ShelvedPackage[];
  /** Methods and paths that came. */
  readonly requests: string[];
  /** Answers a path instead of the feed. */
  readonly overrides: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  close(): Promise<void>;
}

const pageSize = 2;

export async function startFeedServer(): Promise<FeedServer> {
  const packages: ShelvedPackage[] = [];
  const requests: string[] = [];
  const overrides: FeedServer['overrides'] = new Map();
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const url = new URL(request.url ?? '/', 'http://feed');
    const override = overrides.get(url.pathname);
    if (override !== undefined) return override(request, response);
    const answer = answerTo(url, packages, originOf(server));
    response.writeHead(answer === undefined ? 404 : 200, answer?.headers).end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = originOf(server);
  return {
    origin,
    v2: `${origin}/api/v2`,
    v3: `${origin}/v3/index.json`,
    flat: `${origin}/flat/index.json`,
    packages,
    requests,
    overrides,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly headers?: Record<string, string>;
  readonly body: string | Uint8Array;
}

function answerTo(url: URL, packages: readonly ShelvedPackage[], origin: string): Answer | undefined {
  const path = url.pathname;
  const of = (name: string): ShelvedPackage[] =>
    packages.filter((each) => each.name.toLowerCase() === name.toLowerCase());
  const one = (name = '', version = ''): ShelvedPackage | undefined =>
    of(decodeURIComponent(name)).find((each) => each.version.toLowerCase() === version.toLowerCase());
  if (path === '/api/v2/FindPackagesById()') {
    const name = (url.searchParams.get('id') ?? '').slice(1, -1);
    return atomPage(of(name), url, origin);
  }
  const file = /^\/(?:api\/v2\/package\/([^/]+)\/([^/]+)|v3\/flat\/[^/]+\/[^/]+\/([^/]+)\.nupkg)$/.exec(path);
  if (file !== null) {
    const found =
      file[3] === undefined
        ? one(file[1], file[2])
        : packages.find(({ name, version }) => `${name}.${version}`.toLowerCase() === file[3]);
    return found && { body: found.content };
  }
  if (path === '/v3/index.json' || path === '/flat/index.json')
    return serviceIndex(origin, path === '/v3/index.json');
  const registration = /^\/v3\/registration\/([^/]+)\/(index|page)\.json$/.exec(path);
  if (registration !== null) return registrationOf(of(registration[1]!), registration[2] === 'page', origin);
  const leaf = /^\/v3\/catalog\/([^/]+)\/([^/]+)\.json$/.exec(path);
  if (leaf !== null) return catalogLeaf(one(leaf[1], leaf[2]));
  const versions = /^\/v3\/flat\/([^/]+)\/index\.json$/.exec(path);
  if (versions !== null) {
    const found = of(versions[1]!);
    return found.length === 0
      ? undefined
      : { body: JSON.stringify({ versions: found.map(({ version }) => version) }) };
  }
  const manifest = /^\/v3\/flat\/([^/]+)\/([^/]+)\/[^/]+\.nuspec$/.exec(path);
  return manifest === null ? undefined : nuspecOf(one(manifest[1], manifest[2]));
}

function atomPage(found: readonly ShelvedPackage[], url: URL, origin: string): Answer {
  const skip = Number(url.searchParams.get('$skip') ?? 0);
  const entries = found.slice(skip, skip + pageSize).map(
    (each) => `
    <entry>
      <id>${origin}/api/v2/Packages(Id='${each.name}',Version='${each.version}')</id>
      <title type="text">${each.name}</title>
      <content type="application/zip" src="${origin}/api/v2/package/${each.name}/${each.version}" />
      <m:properties>
        <d:Version>${each.version}</d:Version><d:NormalizedVersion>${each.version}</d:NormalizedVersion>
        <d:Description>About ${each.name} &amp; more</d:Description>
        <d:Dependencies>${Object.entries(each.dependencies ?? {})
          .map(([name, range]) => `${name}:${range}:`)
          .join('|')}</d:Dependencies>
        <d:Published m:type="Edm.DateTime">${each.listed === false ? '1900-01-01T00:00:00' : '2025-01-01T00:00:00'}</d:Published>
        <d:PackageHash>${hashOf(each)}</d:PackageHash><d:PackageHashAlgorithm>SHA512</d:PackageHashAlgorithm>
      </m:properties>
    </entry>`,
  );
  const next = new URL(`${origin}${url.pathname}${url.search}`);
  next.searchParams.set('$skip', String(skip + pageSize));
  const more =
    skip + pageSize < found.length ? `<link rel="next" href="${next.href.replaceAll('&', '&amp;')}" />` : '';
  return {
    headers: { 'content-type': 'application/atom+xml' },
    body: `<?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"
        xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">${entries.join('')}${more}</feed>`,
  };
}

function serviceIndex(origin: string, whole: boolean): Answer {
  const registrations = { '@id': `${origin}/v3/registration/`, '@type': 'RegistrationsBaseUrl/3.6.0' };
  const flat = { '@id': `${origin}/v3/flat/`, '@type': 'PackageBaseAddress/3.0.0' };
  return { body: JSON.stringify({ version: '3.0.0', resources: [flat, ...(whole ? [registrations] : [])] }) };
}

/** One page: inside of the index as for small packages, or on its own as for large ones. Compressed, as NuGet's are. */
function registrationOf(
  found: readonly ShelvedPackage[],
  alone: boolean,
  origin: string,
): Answer | undefined {
  const [first] = found;
  if (first === undefined) return undefined;
  const id = first.name.toLowerCase();
  const items = found.map((each) => ({
    '@id': `${origin}/v3/registration/${id}/${each.version}.json`,
    packageContent: `${origin}/v3/flat/${id}/${each.version}/${id}.${each.version}.nupkg`,
    catalogEntry: {
      '@id': `${origin}/v3/catalog/${id}/${each.version}.json`,
      id: each.name,
      version: each.version,
      description: `About ${each.name} & more`,
      ...(each.listed === false && { listed: false }),
      dependencyGroups: [
        {
          dependencies: Object.entries(each.dependencies ?? {}).map(([name, range]) => ({ id: name, range })),
        },
      ],
    },
  }));
  const page = { '@id': `${origin}/v3/registration/${id}/page.json`, items };
  const inside = found.length <= pageSize ? page : { '@id': page['@id'] };
  const body = gzipSync(JSON.stringify(alone ? page : { items: [inside] }));
  return { headers: { 'content-encoding': 'gzip' }, body };
}

function catalogLeaf(found: ShelvedPackage | undefined): Answer | undefined {
  if (found === undefined) return undefined;
  return { body: JSON.stringify({ packageHash: hashOf(found), packageHashAlgorithm: 'SHA512' }) };
}

function nuspecOf(found: ShelvedPackage | undefined): Answer | undefined {
  if (found === undefined) return undefined;
  const { name, version, dependencies = {} } = found;
  const each = Object.entries(dependencies).map(
    ([id, range]) => `<dependency id="${id}" version="${range}" />`,
  );
  return {
    body: `<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
      <id>${name}</id><version>${version}</version><description>About ${name} &amp; more</description>
      <dependencies><group targetFramework="net8.0">${each.join('')}</group></dependencies></metadata></package>`,
  };
}

function hashOf({ content, hash }: ShelvedPackage): string {
  return hash ?? createHash('sha512').update(content).digest('base64');
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
