import { z } from 'zod';

const assembly = z.object({ name: z.string(), version: z.string() });

/** What the assemblies of one module are and reference, without those that the engine itself has. */
export const moduleAssemblies = z.object({
  name: z.string(),
  brings: z.array(assembly),
  references: z.array(assembly),
});
export type ModuleAssemblies = z.infer<typeof moduleAssemblies>;

/** Two modules that want different versions of one assembly: they may not load together. */
export interface Candidate {
  readonly modules: readonly [string, string];
  readonly assembly: string;
  readonly versions: readonly [string, string];
}

/**
 * The pairs of modules of which both bring an assembly in different versions, or one brings it and the other references
 * another version: a process has one of them, whichever is loaded first. Of each pair the first such assembly stands for
 * all, since a pair is loaded whole.
 */
export function candidatesOf(modules: readonly ModuleAssemblies[]): readonly Candidate[] {
  return modules.flatMap((one, at) =>
    modules.slice(at + 1).flatMap((other) => {
      const shared = sharedAssembly(one, other);
      return shared === undefined ? [] : [{ modules: [one.name, other.name] as const, ...shared }];
    }),
  );
}

function sharedAssembly(
  one: ModuleAssemblies,
  other: ModuleAssemblies,
): Omit<Candidate, 'modules'> | undefined {
  const wants = [wantedBy(one), wantedBy(other)] as const;
  const brought = new Set([...one.brings, ...other.brings].map(({ name }) => name.toLowerCase()));
  for (const [name, mine] of wants[0]) {
    const theirs = wants[1].get(name);
    if (theirs === undefined || theirs.version === mine.version || !brought.has(name)) continue;
    return { assembly: mine.name, versions: [mine.version, theirs.version] };
  }
  return undefined;
}

/** What it brings counts before what it references: that is what it would load. */
function wantedBy({ brings, references }: ModuleAssemblies): Map<string, { name: string; version: string }> {
  return new Map([...references, ...brings].map((each) => [each.name.toLowerCase(), each]));
}
