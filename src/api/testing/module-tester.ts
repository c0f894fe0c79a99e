import type { ImportClaim, WorkerLink } from '#worker-link';

/** What a package of a test holds instead of a module: what its import test will say. */
interface ModuleFacts {
  readonly version: string;
  readonly commands: readonly string[];
  readonly parameters?: Record<string, string[]>;
  /** Its own error. */
  readonly fails?: string;
  /** A module that it requires by its manifest alone. */
  readonly needs?: string;
  /** As its manifest has it: name → range. */
  readonly requires?: Readonly<Record<string, string>>;
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
  { version, commands, parameters, fails, needs, requires = {} }: ModuleFacts,
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
  };
}
