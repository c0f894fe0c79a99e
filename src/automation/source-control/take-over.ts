import { isProblem } from '#kernel';
import { type Database, sql } from '#store';
import type { SyncResult } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import type { Actor } from '../model.ts';
import type { Publishing } from '../runbooks/publishing.ts';
import type { Runbooks } from '../runbooks/runbooks.ts';
import { type RunbookFile, readRunbookFiles } from './runbook-file.ts';
import { addLine } from './sync-progress.ts';

export interface TakeOverParts {
  readonly db: Database;
  readonly runbooks: Runbooks;
  readonly publishing: Publishing;
}

export interface TakenOver {
  readonly syncId: string;
  readonly sourceControlId: string;
  readonly publishRunbook: boolean;
  readonly removeDeleted: boolean;
  readonly account: Account;
  readonly actor: Actor;
}

/**
 * Makes runbooks of what was read. What one file lacks is said in the streams and keeps none of the others back. Doing it
 * again changes nothing: a text that is there already is left as it is.
 */
export async function takeOver(
  parts: TakeOverParts,
  sync: TakenOver,
  { files, skipped, commit }: SyncResult & { ok: true },
): Promise<void> {
  const { db } = parts;
  const { syncId, sourceControlId } = sync;
  const say = (text: string): Promise<void> => addLine(db, syncId, 'Output', text);
  await say(`Read commit ${commit}.`);
  for (const { name, reason } of skipped)
    await addLine(db, syncId, 'Error', `${name} was left out: ${reason}.`);
  const found = readRunbookFiles(files);
  for (const each of found) {
    try {
      if ('fault' in each) {
        await addLine(db, syncId, 'Error', `${each.file} was left out: ${each.fault}.`);
        continue;
      }
      await say(await takeOne(parts, sync, each));
      await db.query(sql`
        insert into source_control_runbook (source_control_id, file, runbook_name)
        values (${sourceControlId}, ${each.file}, ${each.name})
        on conflict (source_control_id, file) do update set runbook_name = excluded.runbook_name`);
    } catch (error) {
      if (!isProblem(error) || error.status >= 500) throw error;
      await addLine(db, syncId, 'Error', `${each.file} was left out: ${error.advice}`);
    }
  }
  await followDeletions(parts, sync, new Set([...files, ...skipped].map(({ name }) => name)));
}

async function takeOne(
  { db, runbooks, publishing }: TakeOverParts,
  { account, actor, syncId, publishRunbook }: TakenOver,
  { file: _file, content, name, ...settings }: RunbookFile,
): Promise<string> {
  const known = (work: Promise<string>): Promise<string | undefined> =>
    work.catch((error: unknown) => {
      if (isProblem(error) && error.status < 500) return undefined;
      throw error;
    });
  const before = await runbooks.get(account.id, name).catch(() => undefined);
  if (before === undefined) await runbooks.put(account, name, settings, actor);
  else await runbooks.update(account, name, settings, actor);
  const published = await known(runbooks.content(account.id, name));
  const draft = await known(runbooks.draftContent(account.id, name));
  if (published === content && (draft === undefined || draft === content)) return `${name} is as it was.`;
  if (draft !== content) await runbooks.putDraft(account, name, content, actor);
  const what = `${before === undefined ? 'Imported' : 'Updated'} ${name} (${settings.type})`;
  if (!publishRunbook) return `${what}, as a draft.`;
  try {
    await publishing.publish(account, name, actor, { syncId });
    return `${what}, and has it published.`;
  } catch (error) {
    // Somebody has to approve it first, for instance.
    if (!isProblem(error) || error.status >= 500) throw error;
    await addLine(db, syncId, 'Error', `${name} is a draft and was not published: ${error.advice}`);
    return `${what}, as a draft.`;
  }
}

/** Files that an earlier synchronisation brought and that are gone. */
async function followDeletions(
  { db, runbooks }: TakeOverParts,
  { syncId, sourceControlId, removeDeleted, account, actor }: TakenOver,
  present: ReadonlySet<string>,
): Promise<void> {
  const rows = await db.query<{ file: string; name: string }>(sql`
    select file, runbook_name as name from source_control_runbook
    where source_control_id = ${sourceControlId} order by file`);
  const here = new Set(rows.filter(({ file }) => present.has(file)).map(({ name }) => name.toLowerCase()));
  for (const { file, name } of rows.filter((row) => !present.has(row.file))) {
    // The same runbook in another file, of another ending.
    const isElsewhere = here.has(name.toLowerCase());
    if (removeDeleted && !isElsewhere) {
      await runbooks.remove(account, name, actor).catch((error: unknown) => {
        if (!isProblem(error, 'RunbookNotFound')) throw error;
      });
      await addLine(
        db,
        syncId,
        'Output',
        `Deleted ${name}: ${file} is gone. It can be brought back for 30 days.`,
      );
    } else if (!isElsewhere)
      await addLine(db, syncId, 'Output', `${file} is gone from the repository; runbook ${name} stays.`);
    if (removeDeleted || isElsewhere)
      await db.query(sql`
        delete from source_control_runbook where source_control_id = ${sourceControlId} and file = ${file}`);
  }
}
