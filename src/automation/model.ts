/** Who asks for something, as the API knows them from their token. */
export interface Actor {
  readonly objectId: string;
  readonly correlationId?: string | undefined;
  /** Where in a trace it asks, as W3C writes it. */
  readonly traceparent?: string | undefined;
}

/** The path to an account, in the case that the client wrote. */
export interface AccountPath {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** ARM's id of an account. */
export function armId({ subscriptionId, resourceGroup, name }: AccountPath): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Automation/automationAccounts/${name}`;
}

const name = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Azure's rule for runbooks and their kin. */
export function isName(text: string, most = 63): boolean {
  return name.test(text) && text.length <= most;
}

/** Pages of a list: a hundred at a time, as Azure's examples have it. */
export const pageSize = 100;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins, if there is one. */
  readonly next?: string | undefined;
}

/** Cuts a result of up to one row more than a page. */
export function toPage<Item>(items: readonly Item[], tokenOf: (last: Item) => string): Page<Item> {
  const page = items.slice(0, pageSize);
  const last = page.at(-1);
  return items.length > pageSize && last !== undefined
    ? { items: page, next: tokenOf(last) }
    : { items: page };
}
