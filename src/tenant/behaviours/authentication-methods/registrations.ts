import { type Clock, isoTime } from '#kernel';

import type { TenantState } from '../../state/state.ts';

/** Up to which row of the log of changes the report is right. */
const reportedSetting = 'registrations-reported';
const atOnce = 2_000;

/**
 * What each type is called among `methodsRegistered`. Source: learn.microsoft.com/graph/api/resources/userregistrationdetails;
 * an address of mail recovers an account and confirms no sign-in.
 */
const names: readonly (readonly [odataType: string, name: string, phoneType?: string])[] = [
  ['emailAuthenticationMethod', 'email'],
  ['fido2AuthenticationMethod', 'fido2SecurityKey'],
  ['microsoftAuthenticatorAuthenticationMethod', 'microsoftAuthenticatorPush'],
  ['phoneAuthenticationMethod', 'mobilePhone', 'mobile'],
  ['phoneAuthenticationMethod', 'alternateMobilePhone', 'alternateMobile'],
  ['phoneAuthenticationMethod', 'officePhone', 'office'],
  ['softwareOathAuthenticationMethod', 'softwareOneTimePasscode'],
  ['temporaryAccessPassAuthenticationMethod', 'temporaryAccessPass'],
  ['windowsHelloForBusinessAuthenticationMethod', 'windowsHelloForBusiness'],
];
const confirming = names.map(([, name]) => name).filter((name) => name !== 'email');
const passwordless = ['fido2SecurityKey', 'windowsHelloForBusiness'];
/** Ways back in that somebody may take who forgot the password. */
const recovering = names
  .map(([, name]) => name)
  .filter((name) => !['temporaryAccessPass', ...passwordless].includes(name));

const among = (list: readonly string[]): string => list.map((name) => `'${name}'`).join(', ');
const nameOf = names
  .map(([type, name, phone]) => {
    const which = phone === undefined ? '' : ` and lower(a."phoneType") = lower('${phone}')`;
    return `when a."odataType" = '${type}'${which} then '${name}'`;
  })
  .join(' ');

const write = `
  insert or replace into e_userRegistrationDetails (id, "isAdmin", "isMfaCapable", "isMfaRegistered", "isPasswordlessCapable",
    "isSsprCapable", "isSsprEnabled", "isSsprRegistered", "isSystemPreferredAuthenticationMethodEnabled", "lastUpdatedDateTime",
    "methodsRegistered", "systemPreferredAuthenticationMethods", "userDisplayName", "userPreferredMethodForSecondaryAuthentication",
    "userPrincipalName", "userType")
  select u.id, exists (select 1 from link where nav = 'directoryRole.members' and target = u.id),
    coalesce(m.confirms, 0), coalesce(m.confirms, 0), coalesce(m.passwordless, 0), coalesce(m.recovers, 0), 1, coalesce(m.recovers, 0), 0, ?,
    coalesce(m.names, '[]'), '[]', u."displayName", 'none', u."userPrincipalName", case when u."userType" = 'Guest' then 'guest' else 'member' end
  from e_user u left join (
    select "userId", json_group_array(distinct name) as names, max(name in (${among(confirming)})) as confirms,
      max(name in (${among(passwordless)})) as passwordless, max(name in (${among(recovering)})) as recovers
    from (select a."userId", case ${nameOf} end as name from e_authenticationMethod a) where name is not null group by "userId"
  ) m on m."userId" = u.id
  where u."accountEnabled" = 1`;

/**
 * The report of who has registered what, made from users, methods and roles when it is read: all of it the first time, and after
 * that what has changed since. Accounts that are disabled are not in it (believed).
 */
export function refreshRegistrations(state: TenantState, clock: Clock): void {
  const last = state.changes.last();
  const after = state.setting(reportedSetting);
  if (after !== undefined && Number(after) >= last) return;
  const anew = after === undefined || Number(after) < state.changes.forgotten();
  const now = isoTime(clock.now()).replace(/\.\d{3}Z$/, 'Z');
  state.transaction(() => {
    if (anew) {
      state.select('delete from e_userRegistrationDetails', []);
      state.select(write, [now]);
    } else again(state, Number(after), now);
    state.setSetting(reportedSetting, String(last));
  });
}

function again(state: TenantState, from: number, now: string): void {
  for (let after = from; ;) {
    const changes = state.changes.read({ after, limit: atOnce });
    const users = changes.flatMap(({ entity, id, navigation, other }) => {
      if (entity === 'user') return [id];
      if (entity === 'authenticationMethod') return [id.split('_')[0]!];
      return navigation === 'directoryRole.members' && other !== undefined ? [other] : [];
    });
    const ids = JSON.stringify([...new Set(users)]);
    state.select('delete from e_userRegistrationDetails where id in (select value from json_each(?))', [ids]);
    state.select(`${write} and u.id in (select value from json_each(?))`, [now, ids]);
    const next = changes.at(-1)?.sequence;
    if (next === undefined || changes.length < atOnce) return;
    after = next;
  }
}
