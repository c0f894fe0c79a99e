import type { AssetKind, HostFrame } from '#host-protocol';
import { problem } from '#kernel';

import type { Channel } from './channel.ts';

type JobQuestion = Extract<HostFrame, { type: 'jobStart' | 'jobWait' | 'jobOutput' }>;

type Question =
  | (JobQuestion extends infer Frame ? (Frame extends unknown ? Omit<Frame, 'id'> : never) : never)
  | { readonly type: 'stepEnded'; readonly name: string; readonly result: unknown }
  | { readonly type: 'assetGet'; readonly kind: AssetKind; readonly name: string }
  | { readonly type: 'assetSet'; readonly kind: 'variable'; readonly name: string; readonly value: unknown };

export interface Requests {
  /** Resolves with the worker's answer; rejects with `AssetRefused` when it refuses. */
  ask(question: Question): Promise<unknown>;
  answered(id: number, value: unknown): void;
  refused(id: number, message: string): void;
  /** No answer comes any more: the attempt is over, and the runbook must not go on with it. */
  close(): void;
}

/** Frames that wait for an answer, matched by number. */
export function createRequests(channel: Channel): Requests {
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  let closed = false;
  const take = (id: number): PromiseWithResolvers<unknown> | undefined => {
    if (closed) return undefined;
    const waiting = open.get(id);
    if (open.delete(id)) channel.letGo();
    return waiting;
  };
  return {
    ask(question) {
      const id = (last += 1);
      const waiting = Promise.withResolvers<unknown>();
      open.set(id, waiting);
      channel.hold();
      channel.send({ ...question, id });
      return waiting.promise;
    },
    answered: (id, value) => take(id)?.resolve(value),
    refused: (id, message) => take(id)?.reject(problem('AssetRefused', { message })),
    close() {
      closed = true;
    },
  };
}
