import type { Call, Transport } from '../transport.ts';
import { ClientError } from '../client-error.ts';
import type { RequestBodies } from '../generated/bodies.ts';

/** The newest version that Azure Automation publishes (`specification/automation`, 2024-10-23). */
export const apiVersion = '2024-10-23';

/** One automation account's part of the API. */
export interface Arm {
  readonly transport: Transport;
  /** `/subscriptions/…/automationAccounts/<name>`. */
  readonly account: string;
}

/** A resource as ARM writes it. */
export interface WireResource<Properties> {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties: Properties;
}

/** A resource as this client shows it: its properties stand beside its name. */
export type Resource<Properties> = Omit<WireResource<Properties>, 'properties'> & Properties;

export function flat<Properties>({ properties, ...rest }: WireResource<Properties>): Resource<Properties> {
  return { ...rest, ...properties };
}

/** What an operation reads of its body, as the server's own schemas have it. Clients of Azure repeat a resource's name in it. */
export type BodyOf<Operation extends keyof RequestBodies> = RequestBodies[Operation] & {
  readonly name?: string;
};

/** Calls the account's own path plus `path`, with the api-version that every ARM call carries. */
export function armCall(arm: Arm, path: string, call: Omit<Call, 'path'> = {}): Call {
  return { ...call, path: `${arm.account}${path}`, query: { 'api-version': apiVersion, ...call.query } };
}

export async function armGet<Properties>(arm: Arm, path: string): Promise<Resource<Properties>> {
  const answer = await arm.transport.call(armCall(arm, path));
  return flat(answer.json<WireResource<Properties>>());
}

export async function armPut<Properties>(
  arm: Arm,
  path: string,
  json: unknown,
): Promise<Resource<Properties>> {
  const answer = await arm.transport.call(armCall(arm, path, { method: 'PUT', json }));
  return flat(answer.json<WireResource<Properties>>());
}

export async function armPatch<Properties>(
  arm: Arm,
  path: string,
  json: unknown,
): Promise<Resource<Properties>> {
  const answer = await arm.transport.call(armCall(arm, path, { method: 'PATCH', json }));
  return flat(answer.json<WireResource<Properties>>());
}

/** True when there was something to delete. */
export async function armDelete(arm: Arm, path: string): Promise<boolean> {
  try {
    const answer = await arm.transport.call(armCall(arm, path, { method: 'DELETE' }));
    return answer.status !== 204;
  } catch (error) {
    if (error instanceof ClientError && error.status === 404) return false;
    throw error;
  }
}

interface Page<Item> {
  readonly value: readonly Item[];
  readonly nextLink?: string | null;
}

/** Everything of a list, page by page as it is read: `for await` it, or `Array.fromAsync`. */
export async function* armList<Properties>(
  arm: Arm,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
  method: 'GET' | 'POST' = 'GET',
): AsyncGenerator<Resource<Properties>> {
  let call: Call | undefined = armCall(arm, path, { query, method });
  while (call !== undefined) {
    const page: Page<WireResource<Properties>> = (await arm.transport.call(call)).json();
    yield* page.value.map(flat);
    call = page.nextLink ? { path: page.nextLink, method } : undefined;
  }
}

/** Terms of a `$filter`; quotes inside a value are doubled (OData 4.01, 5.1.1.6.1). */
export function equals(property: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `properties/${property} eq '${value.replaceAll("'", "''")}'`;
}

export function allOf(...terms: readonly (string | undefined)[]): string | undefined {
  const given = terms.filter((term) => term !== undefined);
  return given.length === 0 ? undefined : given.join(' and ');
}

/** A name as one segment of a path. */
export function segment(name: string): string {
  return encodeURIComponent(name);
}
