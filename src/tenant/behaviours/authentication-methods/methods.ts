import { parseIsoTime } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';

/** Methods of which everybody has one have one id. Source: the reference pages of each type. */
export const fixedIds = {
  password: '28c10230-6103-485e-b985-444c60001490',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
} as const;

export type PhoneType = 'mobile' | 'alternateMobile' | 'office';

/** What a row of the table holds for one method of one user. */
export function methodRow(
  userId: string,
  methodId: string,
  odataType: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> & { readonly id: string } {
  return { ...values, id: rowId(userId, methodId), userId, methodId, odataType };
}

export function rowId(userId: string, methodId: string): string {
  return `${userId}_${methodId}`;
}

/** All that a user can sign in with, the password first, as clients see them. */
export function methodsOf(context: Pick<Context, 'state' | 'clock'>, userId: string): readonly Row[] {
  const user = context.state.get('user', userId, ['createdDateTime', 'lastPasswordChangeDateTime']);
  const password: Row = {
    id: fixedIds.password,
    odataType: 'passwordAuthenticationMethod',
    password: null,
    createdDateTime: user?.['lastPasswordChangeDateTime'] ?? user?.['createdDateTime'] ?? null,
  };
  const others = storedMethods(context.state, userId).map((row): Row => ({
    ...row,
    id: String(row['methodId']),
    ...(row['odataType'] === passType && usability(row, context.clock.now())),
  }));
  return [password, ...others];
}

export function storedMethods(state: TenantState, userId: string): readonly Row[] {
  return state.find('authenticationMethod', 'userId', userId);
}

export const passType = 'temporaryAccessPassAuthenticationMethod';

/** Source: learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod. The pass is shown once. */
export function usability(row: Row, now: number): Record<string, unknown> {
  const start = parseIsoTime(String(row['startDateTime'])) ?? 0;
  const end = start + Number(row['lifetimeInMinutes']) * 60_000;
  const used = row['methodUsabilityReason'] === 'OneTimeUsed';
  const reason = used
    ? 'OneTimeUsed'
    : now < start
      ? 'NotYetValid'
      : now >= end
        ? 'Expired'
        : 'EnabledByPolicy';
  return {
    temporaryAccessPass: null,
    isUsable: reason === 'EnabledByPolicy',
    methodUsabilityReason: reason,
  };
}
