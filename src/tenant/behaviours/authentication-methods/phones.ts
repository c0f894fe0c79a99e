import { problem } from '#kernel';

import type { Context, GraphResponse } from '../../odata/request.ts';
import type { Call } from '../behaviour.ts';
import { answerCreated, demandMethod } from './answers.ts';
import { type PhoneType, fixedIds, methodRow, rowId } from './methods.ts';

const type = 'phoneAuthenticationMethod';

/** Source: learn.microsoft.com/graph/api/authentication-post-phonemethods. */
export function addPhone(context: Context, userId: string, body: unknown): GraphResponse {
  const { phoneNumber, phoneType } = (body ?? {}) as { phoneNumber?: unknown; phoneType?: unknown };
  const number = demandNumber(phoneNumber);
  const kind = demandKind(phoneType);
  const { state } = context;
  if (state.get('authenticationMethod', rowId(userId, fixedIds[kind])) !== undefined)
    throw problem('GraphMethodExists', { method: `phone of type ${kind}` });
  // A second mobile needs a first one.
  if (kind === 'alternateMobile' && !state.get('authenticationMethod', rowId(userId, fixedIds.mobile)))
    throw problem('GraphMethodInvalid', { detail: 'an alternate mobile needs a mobile phone' });
  const row = methodRow(userId, fixedIds[kind], type, {
    createdDateTime: null,
    phoneNumber: number,
    phoneType: kind,
    smsSignInState: kind === 'mobile' ? 'notEnabled' : 'notSupported',
  });
  state.insert('authenticationMethod', row);
  return answerCreated(context, userId, 'phoneMethods', fixedIds[kind]);
}

/** Source: learn.microsoft.com/graph/api/phoneauthenticationmethod-update: the number; its type stays. */
export function changePhone(context: Context, userId: string, body: unknown, call: Call): GraphResponse {
  const { phoneNumber, phoneType } = (body ?? {}) as { phoneNumber?: unknown; phoneType?: unknown };
  const row = demandMethod(context, userId, call.parameters['id'] ?? '', type);
  if (phoneType !== undefined && phoneType !== row['phoneType'])
    throw problem('GraphMethodInvalid', { detail: 'the type of a phone cannot be changed' });
  context.state.update('authenticationMethod', row.id, { phoneNumber: demandNumber(phoneNumber) });
  return { status: 204 };
}

export function setSmsSignIn(
  context: Context,
  userId: string,
  methodId: string,
  smsSignInState: 'ready' | 'notEnabled',
): GraphResponse {
  const row = demandMethod(context, userId, methodId, type);
  if (row['phoneType'] !== 'mobile')
    throw problem('GraphMethodInvalid', { detail: 'only a mobile phone can be used to sign in by SMS' });
  context.state.update('authenticationMethod', row.id, { smsSignInState });
  return { status: 204 };
}

/** `+{country code} {number}x{extension}`: source: the comment of the type. */
function demandNumber(value: unknown): string {
  if (typeof value !== 'string' || !/^\+\d{1,3} \d{4,15}(x\d{1,8})?$/.test(value))
    throw problem('GraphMethodInvalid', { detail: 'the phone number is not of the form +1 5555551234x123' });
  return value;
}

function demandKind(value: unknown): PhoneType {
  if (value === 'mobile' || value === 'alternateMobile' || value === 'office') return value;
  throw problem('GraphMethodInvalid', { detail: 'phoneType is mobile, alternateMobile or office' });
}
