import { join } from 'node:path';

import { buildFolders } from '../../builds/packages.ts';
import { type Programs, sourceFolder } from '../programs.ts';
import type { Language } from './language.ts';

/** Always there: it runs on the Node.js that runs the worker. */
export function typescriptLanguage(programs: Programs, packageRoot: string, permissive = false): Language {
  const node = process.execPath;
  const source = sourceFolder(packageRoot);
  const buildReads = [node, ...buildFolders(packageRoot, source.folder)];
  return {
    name: 'typescript',
    engine: `Node.js ${process.versions.node}, ${node}`,
    artifactEnding: '.mjs',
    withoutSandbox: permissive
      ? "with the rights of the worker's own user"
      : "under Node.js's permission model, which keeps it from files and programs and not from the network",
    layers: permissive ? [] : ['permissions'],
    host: {
      readable: { [programs.hostDirectory]: '/tenantry/program', [node]: '/tenantry/node' },
      withoutServices: true,
      // Read by Node.js at start.
      environment: ({ authority }) => ({ NODE_EXTRA_CA_CERTS: authority }),
      command: ({ at, slot, authority }) => [
        at(node),
        ...(permissive
          ? []
          : [
              '--permission',
              '--allow-net',
              `--allow-fs-read=${at(programs.hostDirectory)}`,
              `--allow-fs-read=${slot}`,
              `--allow-fs-read=${authority}`,
            ]),
        '--disable-warning=ExperimentalWarning',
        // MiB. A start fills the first one twice, and each time all threads are woken to copy what stays anyway.
        '--min-semi-space-size=4',
        at(programs.hostMain),
      ],
    },
    build: {
      readable: Object.fromEntries(buildReads.map((path) => [path, path])),
      environment: () => ({}),
      command: ({ at, slot }) => [
        at(node),
        ...source.conditions.map((condition) => `--conditions=${condition}`),
        '--disable-warning=ExperimentalWarning',
        join(source.folder, `host-build/main${source.ending}`),
        join(slot, 'request.json'),
      ],
      // The compilers are written in Go and keep far more address space than memory.
      memoryBytes: 4 * 1024 * 1024 * 1024,
    },
  };
}
