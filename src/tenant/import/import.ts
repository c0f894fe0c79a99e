import { problem } from '#kernel';

import { administratorOf } from '../library/administrator.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import { type Finding, Findings } from './findings.ts';
import { type GivenFile, readTables } from './given.ts';
import { readGraphExport } from './graph-export.ts';
import { writeExport } from './write-export.ts';
import { writeTables } from './write-tables.ts';

export interface ImportRequest {
  /** `tables` for lists of one's own as CSV or JSON, `graph` for what Graph answered. */
  readonly format: 'tables' | 'graph';
  readonly files: readonly GivenFile[];
}

/** What came of an import: either everything of it is in the tenant, or there are findings and nothing is. */
export interface ImportReport {
  readonly imported: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
  /** More than are shown, maybe. */
  readonly findingCount: number;
}

/** Undoes what an import with findings has written. */
const undone = Symbol('undone');

/** All or nothing. It leaves no rows in the log of changes: whoever follows that begins anew. */
export function importInto(tenant: ServedTenant, { format, files }: ImportRequest): ImportReport {
  const { state } = tenant;
  if (!Array.isArray(files) || files.length === 0)
    throw problem('ImportUnreadable', { file: '(none)', detail: 'there are no files' });
  const findings = new Findings();
  let imported: Readonly<Record<string, number>> = {};
  let notes: readonly string[] = [];
  try {
    state.unlogged(() => {
      if (format === 'graph') {
        const given = readGraphExport(files, findings);
        ({ notes } = given);
        imported = writeExport(state, given, findings);
      } else {
        const tables = readTables(files, findings);
        let counted = 0;
        const site = {
          tenant: () => tenant,
          graph: administratorOf(() => tenant),
          domain: defaultDomain(tenant),
          next: () => (counted += 1),
        };
        imported = { ...writeTables(site, tables, findings) };
      }
      if (findings.count > 0) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
    imported = {};
  }
  return { imported, notes, findings: findings.shown, findingCount: findings.count };
}

function defaultDomain({ state }: ServedTenant): string {
  return state.all('domain').find(({ isDefault }) => isDefault === true)?.id ?? '';
}
