import { problem } from '#kernel';
import { type Queryable, type Transaction, sql } from '#store';
import {
  type Diagnostic,
  type InlineCall,
  type InlineRunbook,
  isWorkflow,
  languageOfType,
  languageRules,
} from '#worker-link';

/** What a version keeps of a call: whom, and in which file the caller looks for it. */
export interface InlineRef {
  readonly name: string;
  readonly file: string;
}

interface Published {
  readonly name: string;
  readonly type: string;
  readonly artifactHash: string;
  readonly inline: readonly InlineRef[];
}

/** Both run in one process, and mean the same by a call. */
function runTogether(type: string, other: string): boolean {
  return languageOfType(type) === languageOfType(other) && isWorkflow(type) === isWorkflow(other);
}

async function published(from: Queryable, accountId: string, names: readonly string[]): Promise<Published[]> {
  return from.query<Published>(sql`
    select r.name, r.type, v.artifact_hash as "artifactHash", v.inline
    from runbook r join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
    where r.account_id = ${accountId} and lower(r.name) = any(${names.map((name) => name.toLowerCase())})`);
}

/** A module's name has no dashes: `import list_people` finds the runbook `list-people`, too. */
function namesOf({ name, file }: InlineRef): readonly string[] {
  return file.endsWith('.py') ? [name, name.replaceAll('_', '-')] : [name];
}

function find(all: readonly Published[], ref: InlineRef): Published | undefined {
  const names = namesOf(ref).map((name) => name.toLowerCase());
  return names
    .map((name) => all.find((each) => each.name.toLowerCase() === name))
    .find((each) => each !== undefined);
}

/** The runbooks that a new version calls inline, or what is wrong with its calls, each at its line. */
export async function checkInline(
  tx: Transaction,
  { accountId, name, type }: { readonly accountId: string; readonly name: string; readonly type: string },
  calls: readonly InlineCall[],
): Promise<{ readonly refs: readonly InlineRef[]; readonly faults: readonly Diagnostic[] }> {
  if (calls.length === 0) return { refs: [], faults: [] };
  const all = await published(tx, accountId, calls.flatMap(namesOf));
  const refs = new Map<string, InlineRef>();
  const faults: Diagnostic[] = [];
  const language = languageOfType(type);
  const ending = language === undefined ? '' : languageRules[language].fileEnding;
  const file = `${name.replaceAll(/[^\w-]/g, '-')}${ending}`;
  for (const call of calls) {
    const { line, column } = call;
    const found = find(all, call);
    if (found !== undefined && runTogether(type, found.type)) {
      refs.set(call.file, { name: found.name, file: call.file });
      continue;
    }
    if (found !== undefined) {
      const { code, advice } = problem('InlineRunbookMixed', {
        name: found.name,
        type: found.type,
        own: type,
      });
      faults.push({ file, line, column, code, message: advice });
      continue;
    }
    if (call.optional === true) continue;
    const { code, advice } = problem('InlineRunbookMissing', { name: call.name });
    faults.push({ file, line, column, ...(call.missing ?? { code, message: advice }) });
  }
  return { refs: [...refs.values()], faults };
}

/**
 * All that a job needs for its runbook's inline calls, as it is published now.
 * @throws InlineRunbookMissing when one of them was removed or renamed after the caller was published
 */
export async function pinInline(
  tx: Transaction,
  accountId: string,
  refs: readonly InlineRef[],
): Promise<InlineRunbook[]> {
  const pinned = new Map<string, InlineRunbook>();
  for (let open = refs; open.length > 0;) {
    const all = await published(
      tx,
      accountId,
      open.map(({ name }) => name),
    );
    const next: InlineRef[] = [];
    for (const { name, file } of open) {
      const found = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
      if (found === undefined) throw problem('InlineRunbookMissing', { name });
      pinned.set(file, { file, name: found.name, artifactHash: found.artifactHash });
      next.push(...found.inline);
    }
    open = next.filter(({ file }) => !pinned.has(file));
  }
  return [...pinned.values()];
}
