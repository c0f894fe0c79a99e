import { problem } from '#kernel';

import type { TenantState } from '../../state/state.ts';

export function mainDomain(state: TenantState): string {
  return state.all('domain').find((each) => each['isDefault'] === true)?.id ?? '';
}

/** The address of a Microsoft 365 group; its nickname is unique among all recipients. */
export function freeAddress(state: TenantState, mailNickname: string): string {
  const nicknamed = state.find('group', 'mailNickname', mailNickname);
  if (nicknamed.some((each) => each['mailEnabled'] === true))
    throw problem('GraphDuplicate', { property: 'mailNickname' });
  const mail = `${mailNickname}@${mainDomain(state)}`;
  demandAddress(state, mail);
  return mail;
}

export function demandAddress(state: TenantState, mail: string, except?: string): void {
  const taken =
    state.find('user', 'mail', mail).length > 0 ||
    state.find('group', 'mail', mail).some(({ id }) => id !== except);
  if (taken) throw problem('GraphDuplicate', { property: 'proxyAddresses' });
}
