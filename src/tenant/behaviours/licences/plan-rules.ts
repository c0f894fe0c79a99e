/**
 * Which service plans shut each other out, and which need another. Facts from Microsoft's list of product names and
 * service plans and from learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems: the two plans of
 * one service conflict, an addition depends on the service that it adds to.
 */
export const planIds = {
  EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  EXCHANGE_S_DESKLESS: '4a82b400-a79f-41a4-b4e2-e94f5787b113',
  EXCHANGE_S_ARCHIVE_ADDON: '176a09a6-7ec5-4039-ac02-b2791c6ba793',
  SHAREPOINTSTANDARD: 'c7699d2e-19aa-44de-8edf-1736da088ca1',
  SHAREPOINTENTERPRISE: '5dbe027f-2339-4123-9542-606e4d348a72',
  SHAREPOINTDESKLESS: '902b47e5-dcb2-4fdc-858b-c63a90a2bdb9',
  SHAREPOINTWAC: 'e95bec33-7c88-4a70-8e19-b10bd9d0c014',
  MCOSTANDARD: '0feaeb32-d00e-4d66-bd5a-43b5b83db82c',
  MCOIMP: 'afc06cb0-b4f4-4473-8286-d644f70d8faf',
  MCOEV: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7',
  MCOMEETADV: '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40',
  TEAMS1: '57ff2da0-773e-42df-b2af-ffb7a2317929',
} as const;

type Plan = keyof typeof planIds;

const exclusive: readonly (readonly Plan[])[] = [
  ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_DESKLESS'],
  ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE', 'SHAREPOINTDESKLESS'],
  ['MCOSTANDARD', 'MCOIMP'],
];

/** Any one of the second satisfies the first. */
const needs: readonly (readonly [plan: Plan, oneOf: readonly Plan[]])[] = [
  ['EXCHANGE_S_ARCHIVE_ADDON', ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_DESKLESS']],
  ['SHAREPOINTWAC', ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE', 'SHAREPOINTDESKLESS']],
  ['MCOEV', ['MCOSTANDARD', 'TEAMS1']],
  ['MCOMEETADV', ['MCOSTANDARD', 'TEAMS1']],
];

/** The two that cannot be together, of these enabled plans. */
export function conflictAmong(enabled: ReadonlySet<string>): readonly [string, string] | undefined {
  for (const group of exclusive) {
    const [one, other] = group.map((plan) => planIds[plan]).filter((id) => enabled.has(id));
    if (one !== undefined && other !== undefined) return [one, other];
  }
  return undefined;
}

/** The plan that lacks what it depends on, with what would do. */
export function unmetAmong(
  enabled: ReadonlySet<string>,
): { readonly plan: string; readonly needs: readonly string[] } | undefined {
  for (const [plan, oneOf] of needs) {
    const needed = oneOf.map((each) => planIds[each]);
    if (enabled.has(planIds[plan]) && !needed.some((id) => enabled.has(id)))
      return { plan: planIds[plan], needs: needed };
  }
  return undefined;
}
