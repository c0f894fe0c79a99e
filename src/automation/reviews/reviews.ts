import { createHash } from 'node:crypto';

import { newId, problem } from '#kernel';
import { type Database, type Queryable, type Transaction, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import type { Actor } from '../model.ts';
import { unifiedDiff } from './unified-diff.ts';

/** `Outdated`: the draft is no longer the text that was asked about, so an approval counts for nothing. */
export type ReviewState = 'Pending' | 'Approved' | 'Rejected' | 'Published' | 'Outdated';

export interface Review {
  readonly id: string;
  readonly runbook: string;
  readonly state: ReviewState;
  /** SHA-256 of the text, in hex. */
  readonly contentHash: string;
  readonly requestedBy: string;
  /** Everybody who wrote into the draft. */
  readonly authors: readonly string[];
  readonly comment: string;
  readonly createdAt: Date;
  readonly decidedBy: string | null;
  readonly decisionComment: string | null;
  readonly decidedAt: Date | null;
}

export interface Reviews {
  /** The newest first, a hundred at most. @throws RunbookNotFound */
  list(accountId: string, runbook: string): Promise<readonly Review[]>;
  /** With the unified difference from what was published when it was asked for. @throws RunbookNotFound, ReviewNotFound */
  get(
    accountId: string,
    runbook: string,
    id: string,
  ): Promise<{ readonly review: Review; readonly diff: string }>;
  /** Of the draft as it is. Of a text that is under review already, that review. @throws DraftEmpty */
  request(account: Account, runbook: string, comment: string, actor: Actor): Promise<Review>;
  /** @throws ReviewOfOwn, ReviewDecided, ReviewOutdated */
  approve(account: Account, runbook: string, id: string, comment: string, actor: Actor): Promise<Review>;
  /** @throws ReviewDecided, ReviewOutdated */
  reject(account: Account, runbook: string, id: string, comment: string, actor: Actor): Promise<Review>;
}

interface Row extends Omit<Review, 'state' | 'runbook'> {
  readonly state: Exclude<ReviewState, 'Outdated'>;
  readonly content: string;
  readonly baseContent: string;
}

interface Drafted {
  readonly id: string;
  readonly name: string;
  readonly draft: string | null;
  readonly published: string | null;
  readonly authors: readonly string[];
}

export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function createReviews({ db }: { readonly db: Database }): Reviews {
  async function runbookOf(from: Queryable, accountId: string, name: string, lock = false): Promise<Drafted> {
    const forUpdate = lock ? 'for update of r' : '';
    const runbook = await from.maybe<Drafted>(
      statement(
        `select r.id, r.name, r.draft_content as draft, v.content as published, r.draft_authors as authors
        from runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
        where r.account_id = $1 and lower(r.name) = lower($2) ${forUpdate}`,
        [accountId, name],
      ),
    );
    if (runbook === undefined) throw problem('RunbookNotFound', { name });
    return runbook;
  }

  function rows(from: Queryable, runbookId: string, id: string | null): Promise<Row[]> {
    return from.query<Row>(sql`
      select id, state, content_hash as "contentHash", content, base_content as "baseContent", requested_by as "requestedBy",
        authors, comment, created_at as "createdAt", decided_by as "decidedBy", decision_comment as "decisionComment",
        decided_at as "decidedAt"
      from runbook_review where runbook_id = ${runbookId} and (${id}::uuid is null or id = ${id})
      order by created_at desc, id limit 100`);
  }

  async function rowOf(from: Queryable, runbook: Drafted, id: string): Promise<Row> {
    const [row] = isId(id) ? await rows(from, runbook.id, id) : [];
    if (row === undefined) throw problem('ReviewNotFound', { name: runbook.name, review: id });
    return row;
  }

  async function decide(
    decision: 'Approved' | 'Rejected',
    account: Account,
    name: string,
    id: string,
    comment: string,
    actor: Actor,
  ): Promise<Review> {
    return db.transaction(async (tx) => {
      const runbook = await runbookOf(tx, account.id, name, true);
      const review = shown(runbook, await rowOf(tx, runbook, id));
      if (review.state === 'Outdated') throw problem('ReviewOutdated', { name: runbook.name });
      if (review.state !== 'Pending') throw problem('ReviewDecided', { state: review.state.toLowerCase() });
      const own = [review.requestedBy, ...review.authors].includes(actor.objectId);
      if (decision === 'Approved' && own) throw problem('ReviewOfOwn', { name: runbook.name });
      await tx.query(sql`
        update runbook_review set state = ${decision}, decided_by = ${actor.objectId}, decision_comment = ${comment},
          decided_at = now() where id = ${id}`);
      const action = decision === 'Approved' ? 'approve' : 'reject';
      await record(tx, account, runbook.name, `runbooks/reviews/${action}/action`, actor, review);
      return shown(runbook, await rowOf(tx, runbook, id));
    });
  }

  return {
    async list(accountId, name) {
      const runbook = await runbookOf(db, accountId, name);
      return (await rows(db, runbook.id, null)).map((row) => shown(runbook, row));
    },
    async get(accountId, name, id) {
      const runbook = await runbookOf(db, accountId, name);
      const row = await rowOf(db, runbook, id);
      return { review: shown(runbook, row), diff: unifiedDiff(row.baseContent, row.content, runbook.name) };
    },
    async request(account, name, comment, actor) {
      return db.transaction(async (tx) => {
        const runbook = await runbookOf(tx, account.id, name, true);
        const { draft } = runbook;
        if (draft === null || draft.trim() === '') throw problem('DraftEmpty', { name: runbook.name });
        const hash = contentHash(draft);
        const open = (await rows(tx, runbook.id, null)).find(
          (row) => row.contentHash === hash && (row.state === 'Pending' || row.state === 'Approved'),
        );
        if (open !== undefined) return shown(runbook, open);
        const id = newId();
        await tx.query(sql`
          insert into runbook_review (id, runbook_id, content_hash, content, base_content, state, requested_by, authors, comment, created_at)
          values (${id}, ${runbook.id}, ${hash}, ${draft}, ${runbook.published ?? ''}, 'Pending', ${actor.objectId},
            ${runbook.authors}, ${comment}, now())`);
        const review = shown(runbook, await rowOf(tx, runbook, id));
        await record(tx, account, runbook.name, 'runbooks/reviews/write', actor, review);
        return review;
      });
    },
    approve: (account, name, id, comment, actor) => decide('Approved', account, name, id, comment, actor),
    reject: (account, name, id, comment, actor) => decide('Rejected', account, name, id, comment, actor),
  };
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function shown(runbook: Drafted, { content: _content, baseContent: _base, ...row }: Row): Review {
  const open = row.state === 'Pending' || row.state === 'Approved';
  const same = runbook.draft !== null && contentHash(runbook.draft) === row.contentHash;
  return { ...row, runbook: runbook.name, state: open && !same ? 'Outdated' : row.state };
}

async function record(
  tx: Transaction,
  account: Account,
  runbook: string,
  action: string,
  actor: Actor,
  { id, contentHash: hash }: Review,
): Promise<void> {
  await audit(tx, {
    ...auditOf(account, runbook, action, actor),
    details: { review: id, contentHash: hash },
  });
}

/** Whether somebody else has approved exactly this text. The runbook's row is held by the caller. */
export async function isApproved(tx: Queryable, runbookId: string, text: string): Promise<boolean> {
  const approved = await tx.maybe(sql`
    select 1 from runbook_review
    where runbook_id = ${runbookId} and content_hash = ${contentHash(text)} and state = 'Approved'`);
  return approved !== undefined;
}

/** A text is published: its approval is used up. */
export async function closeReview(tx: Transaction, runbookId: string | null, text: string): Promise<void> {
  await tx.query(sql`
    update runbook_review set state = 'Published'
    where runbook_id = ${runbookId} and content_hash = ${contentHash(text)} and state in ('Pending', 'Approved')`);
}
