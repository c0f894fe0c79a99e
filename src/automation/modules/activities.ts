import { problem } from '#kernel';
import { type Database, sql } from '#store';

import { type Page, pageSize, toPage } from '../model.ts';

/** A command of a module, as graphical authoring calls it in Azure. */
export interface Activity {
  /** As the module writes it. */
  readonly module: string;
  readonly name: string;
  /** Names, without those that all commands have; empty where the command did not tell them. */
  readonly parameters: readonly string[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** What the default version of a module told of its commands in its import test. */
export interface Activities {
  /** By name. Rejects with `ModuleNotFound`; a module that did not pass yet has none. */
  list(accountId: string, module: string, after?: string): Promise<Page<Activity>>;
  /** Rejects with `ModuleNotFound` or `ActivityNotFound`. */
  get(accountId: string, module: string, name: string): Promise<Activity>;
}

interface Told {
  readonly module: string;
  readonly commands: readonly string[];
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export function createActivities({ db }: { readonly db: Database }): Activities {
  async function activitiesOf(accountId: string, module: string): Promise<Activity[]> {
    const told = await db.maybe<Told>(sql`
      select m.name as module, coalesce(v.commands, '[]') as commands, coalesce(v.parameters, '{}') as parameters,
        coalesce(v.created_at, m.created_at) as "createdAt", coalesce(v.modified_at, m.modified_at) as "modifiedAt"
      from module m left join module_version v on v.id = m.default_version_id
      where m.account_id = ${accountId} and lower(m.name) = lower(${module})`);
    if (told === undefined) throw problem('ModuleNotFound', { name: module });
    const { commands, parameters, ...rest } = told;
    const named = new Map(
      Object.entries(parameters).map(([command, names]) => [command.toLowerCase(), names]),
    );
    return commands
      .map((name) => ({ ...rest, name, parameters: named.get(name.toLowerCase()) ?? [] }))
      .toSorted((a, b) => order(a.name, b.name));
  }

  return {
    async list(accountId, module, after) {
      const all = await activitiesOf(accountId, module);
      const start = after === undefined ? 0 : all.findIndex(({ name }) => order(name, after) > 0);
      const rest = start === -1 ? [] : all.slice(start, start + pageSize + 1);
      return toPage(rest, (last) => last.name);
    },
    async get(accountId, module, name) {
      const all = await activitiesOf(accountId, module);
      const found = all.find((each) => order(each.name, name) === 0);
      if (found === undefined) throw problem('ActivityNotFound', { name, module });
      return found;
    },
  };
}

/** Commands are the same whatever the case. */
function order(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}
