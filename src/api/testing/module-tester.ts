import type { ImportClaim, WorkerLink } from '#worker-link';

/** What a package of a test holds instead of a module: what its import test will say. */
interface ModuleFacts {
  readonly name: string;
  readonly version: string;
  readonly commands: readonly string[];
  readonly parameters?: Record<string, string[]>;
  /** Its own error. */
  readonly fails?: string;
  /** A module that it requires by its manifest alone. */
  readonly needs?: string;
  /** As its manifest has it: name → range. */
  readonly requires?: Readonly<Record<string, string>>;
  /** A module that it does not load together with. */
  readonly clashes?: string;
}

/** The part of a worker that imports need: takes every import test until the signal, and says what the package holds. */
export function startModuleTester(
  link: WorkerLink,
  signal: AbortSignal,
  onClaim: (claim: ImportClaim) => void = () => {},
): void {
  void (async () => {
    while (!signal.aborted) {
      const asked = { worker: 'module-tester', kinds: ['build' as const], waitMilliseconds: 1_000 };
      const claim = await link.claim(asked, signal).catch(() => undefined);
      if (claim?.kind !== 'import') continue;
      onClaim(claim);
      await link.imported(claim.attempt, resultOf(await read(link, claim), claim));
    }
  })();
}

async function read(link: WorkerLink, { module }: ImportClaim): Promise<ModuleFacts> {
  return JSON.parse(
    Buffer.concat(await Array.fromAsync(link.package(module.hash))).toString(),
  ) as ModuleFacts;
}

function resultOf(
  { name, version, commands, parameters, fails, needs, clashes, requires = {} }: ModuleFacts,
  { others }: ImportClaim,
) {
  if (fails !== undefined) return { ok: false as const, code: 'Boom', message: fails };
  if (needs !== undefined && !others.some(({ name }) => name === needs))
    return {
      ok: false as const,
      code: 'Modules_InvalidManifest',
      message: `The required module '${needs}' is not loaded.`,
      missing: [{ name: needs, version: '' }],
    };
  return {
    ok: true as const,
    version,
    commands: [...commands],
    requiredModules: Object.entries(requires).map(([name, range]) => ({ name, version: '', range })),
    ...(parameters !== undefined && { parameters }),
    ...(clashes !== undefined && {
      pairs: [
        {
          modules: [name, clashes] as [string, string],
          assembly: 'Contoso.Shared',
          versions: ['2.0.0.0', '1.0.0.0'] as [string, string],
          inOrder: null,
          reversed: 'Could not load Contoso.Shared',
        },
      ],
    }),
  };
}
