import { problem } from '#kernel';

export interface Ordered {
  readonly name: string;
  /** Name and version, for people. */
  readonly title: string;
  readonly requires: readonly string[];
}

/**
 * Names, what others require before them. Requirements that are none of these do not count.
 * @throws ModuleDependencyCycle
 */
export function inOrder(modules: readonly Ordered[]): readonly string[] {
  const byName = new Map(modules.map((each) => [each.name.toLowerCase(), each]));
  const done = new Set<string>();
  const order: string[] = [];
  const visit = (module: Ordered, path: readonly Ordered[]): void => {
    const key = module.name.toLowerCase();
    if (done.has(key)) return;
    const at = path.indexOf(module);
    if (at !== -1) {
      const chain = [...path.slice(at), module].map(({ title }) => title).join(' → ');
      throw problem('ModuleDependencyCycle', { chain });
    }
    for (const name of module.requires) {
      const next = byName.get(name.toLowerCase());
      if (next !== undefined) visit(next, [...path, module]);
    }
    done.add(key);
    order.push(module.name);
  };
  for (const module of modules) visit(module, []);
  return order;
}
