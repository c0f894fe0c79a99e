import { type Arm, type Resource, type WireResource, armCall, flat, segment } from './arm.ts';

export interface ReviewProperties {
  /** `Outdated`: the draft is no longer the text that was asked about. */
  readonly state: 'Pending' | 'Approved' | 'Rejected' | 'Published' | 'Outdated';
  /** SHA-256 of the text, in hex. */
  readonly contentHash: string;
  readonly requestedBy: string;
  readonly authors: readonly string[];
  readonly comment: string;
  readonly creationTime: string;
  readonly decidedBy: string | null;
  readonly decisionComment: string | null;
  readonly decisionTime: string | null;
  /** Absent in lists: the unified difference from what was published. */
  readonly diff?: string;
}
export type Review = Resource<ReviewProperties>;

/** Drafts that somebody else approves before they are published. */
export interface Reviews {
  /** The newest first. */
  list(runbook: string): Promise<Review[]>;
  get(runbook: string, review: string): Promise<Review>;
  request(runbook: string, comment?: string): Promise<Review>;
  approve(runbook: string, review: string, comment?: string): Promise<Review>;
  reject(runbook: string, review: string, comment?: string): Promise<Review>;
}

/** What a draft has to pass before it is published. */
export interface PublishingPolicy {
  readonly secretScan: 'warn' | 'refuse';
  readonly review: 'none' | 'required';
}

export interface PublishingPolicyClient {
  get(): Promise<PublishingPolicy>;
  update(policy: {
    readonly [Part in keyof PublishingPolicy]?: string | undefined;
  }): Promise<PublishingPolicy>;
}

export function reviews(arm: Arm): Reviews {
  const at = (runbook: string, rest = ''): string => `/runbooks/${segment(runbook)}/reviews${rest}`;
  const send = async (path: string, comment = ''): Promise<Review> =>
    flat(
      (await arm.transport.call(armCall(arm, path, { method: 'POST', json: { comment } }))).json<
        WireResource<ReviewProperties>
      >(),
    );
  return {
    async list(runbook) {
      const answer = await arm.transport.call(armCall(arm, at(runbook)));
      return answer.json<{ value: WireResource<ReviewProperties>[] }>().value.map(flat);
    },
    async get(runbook, review) {
      const answer = await arm.transport.call(armCall(arm, at(runbook, `/${segment(review)}`)));
      return flat(answer.json<WireResource<ReviewProperties>>());
    },
    request: (runbook, comment) => send(at(runbook), comment),
    approve: (runbook, review, comment) => send(at(runbook, `/${segment(review)}/approve`), comment),
    reject: (runbook, review, comment) => send(at(runbook, `/${segment(review)}/reject`), comment),
  };
}

export function publishingPolicy(arm: Arm): PublishingPolicyClient {
  return {
    get: async () => (await arm.transport.call(armCall(arm, '/publishingPolicy'))).json(),
    update: async (json) =>
      (await arm.transport.call(armCall(arm, '/publishingPolicy', { method: 'PATCH', json }))).json(),
  };
}
