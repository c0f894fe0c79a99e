import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';

import { AutomationClient } from '@azure/arm-automation';

import { newId } from '#kernel';

import type { Served, TestAnswer, TestCall, TestControlPlane } from '../../src/api/testing/control-plane.ts';
import type { FeedServer } from '../../src/gallery/testing/feed-server.ts';
import { wantsOf } from './headers.ts';
import { azureOperations } from './operations.rows.ts';

/** What a case has to work with: an account of its own, and two clients. */
export interface Stage {
  readonly plane: TestControlPlane;
  /** Resource group and account, as every method of the package wants them. */
  readonly at: readonly [string, string];
  /** The account's path. */
  readonly account: string;
  /** @azure/arm-automation 10.1.1. */
  readonly v10: AutomationClient;
  /** A gallery that the installation knows as PSGallery. */
  readonly feed: FeedServer;
  /** Our own client, for what the package does not have: a path below the account, `2024-10-23` unless said otherwise. */
  call(method: string, path: string, call?: TestCall & { readonly version?: string }): Promise<TestAnswer>;
  /** The same below the subscription. */
  above(method: string, path: string, call?: TestCall & { readonly version?: string }): Promise<TestAnswer>;
  /** Status and code of what a call is refused with. */
  refusal(work: Promise<unknown>): Promise<readonly [number | undefined, string | undefined]>;
  /** Asks until the answer is wanted: nothing here waits for a time. */
  until<Answer>(ask: () => Promise<Answer>, wanted: (answer: Answer) => boolean): Promise<Answer>;
}

/** One promise to clients, as data: what it shows, and how. */
export interface ConformanceCase {
  readonly name: string;
  /** Operation → another operation, through which the case sees the effect of the first. */
  readonly shows: Readonly<Record<string, string>>;
  /** Operations that Tenantry does not offer, and says so: an empty list, or an error with a code. */
  readonly refuses?: readonly string[];
  readonly run: (stage: Stage) => Promise<void>;
}

export function createStage(plane: TestControlPlane, feed: FeedServer): Stage {
  const at = ['tenantry', `case-${newId().slice(0, 8)}`] as const;
  const subscription = `/subscriptions/${plane.subscriptionId}`;
  const account = `${subscription}/resourceGroups/${at[0]}/providers/Microsoft.Automation/automationAccounts/${at[1]}`;
  const below =
    (root: string): Stage['call'] =>
    (method, path, { version = '2024-10-23', ...call } = {}) =>
      plane.call(method, `${root}${path}${path.includes('?') ? '&' : '?'}api-version=${version}`, call);
  return {
    plane,
    at,
    account,
    feed,
    v10: new AutomationClient(credentialOf(plane), plane.subscriptionId, 'status', {
      baseUri: plane.origin,
      // Its default is half a minute between two polls, whatever Retry-After says.
      longRunningOperationRetryTimeout: 0,
      noRetryPolicy: true,
      agentSettings: { http: new Agent(), https: new Agent({ ca: readFileSync(plane.caFile) }) },
    }),
    call: below(account),
    above: below(subscription),
    refusal: (work) =>
      work.then(
        () => [undefined, undefined] as const,
        ({ statusCode, code }: { statusCode?: number; code?: string }) => [statusCode, code] as const,
      ),
    async until(ask, wanted) {
      for (;;) {
        const answer = await ask();
        if (wanted(answer)) return answer;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

function credentialOf(plane: TestControlPlane) {
  return {
    getToken: async () => ({
      token: await plane.token('owner'),
      expiresOnTimestamp: Number.MAX_SAFE_INTEGER,
    }),
  };
}

const v10Agent = '@azure/arm-automation/10.1.1';
/** It has this one and cannot call it: it looks for the type of count where its own constructor does not put it. */
const beyondV10 = 'NodeCountInformation_Get';
const ofV10 = new Set(azureOperations.filter(({ v10 }) => v10).map(({ operation }) => operation));
ofV10.delete(beyondV10);

/** What is wrong with a case, judged by what the server really answered while it ran. Empty when nothing is. */
export function faultsOf({ shows, refuses = [] }: ConformanceCase, served: readonly Served[]): string[] {
  const succeeded = new Set(
    served.filter(({ status }) => status < 300).map(({ route }) => route?.operation as string | undefined),
  );
  const faults = Object.entries(shows).flatMap(([operation, witness]) => [
    ...(operation === witness ? [`${operation} cannot be its own witness`] : []),
    ...[operation, witness]
      .filter((each) => !succeeded.has(each))
      .map((each) => `${each} was not called with success, though the case says so`),
  ]);
  for (const operation of [...Object.keys(shows), ...refuses]) {
    const asked = served.filter(({ route }) => route?.operation === operation);
    if (ofV10.has(operation) && !asked.some(({ userAgent }) => userAgent.includes(v10Agent)))
      faults.push(`${operation} was not called by @azure/arm-automation, which has it`);
  }
  for (const operation of refuses) {
    const answers = served.filter(({ route }) => route?.operation === operation);
    if (answers.length === 0)
      faults.push(`${operation} was not called, though the case says how it is refused`);
    if (!answers.every(isRefusal)) faults.push(`${operation} is said to be refused, and did something`);
  }
  return [...faults, ...served.flatMap(wantsOf)];
}

function isRefusal({ status, body = '' }: Served): boolean {
  // 204 is what a DELETE says to what was not there.
  if (status >= 400 || status === 204) return true;
  const { value, id } = JSON.parse(body === '' ? '{}' : body) as { value?: unknown; id?: unknown };
  return (Array.isArray(value) && value.length === 0) || id === null;
}
