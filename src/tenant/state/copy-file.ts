import { DatabaseSync } from 'node:sqlite';

/** A whole copy of a tenant's file, as it is at one moment, while its server goes on writing. The copy must not be there yet. */
export function copyTenantFile(file: string, copy: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.prepare('vacuum into ?').run(copy);
  } finally {
    database.close();
  }
}

/** What SQLite finds wrong in the file; undefined when it is whole. */
export function faultOfTenantFile(file: string): string | undefined {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = database.prepare('pragma quick_check(1)').all();
      const [found] = rows.map((row) => String(Object.values(row)[0]));
      return found === 'ok' ? undefined : (found ?? 'it says nothing');
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
