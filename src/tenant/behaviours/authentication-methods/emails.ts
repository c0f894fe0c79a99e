import { problem } from '#kernel';

import type { Context, GraphResponse } from '../../odata/request.ts';
import type { Call } from '../behaviour.ts';
import { isMail } from '../users/values.ts';
import { answerCreated, demandMethod } from './answers.ts';
import { fixedIds, methodRow, rowId } from './methods.ts';

const type = 'emailAuthenticationMethod';

/** Source: learn.microsoft.com/graph/api/authentication-post-emailmethods: one address, for resetting the password. */
export function addEmail(context: Context, userId: string, body: unknown): GraphResponse {
  const emailAddress = demandAddress(body);
  if (context.state.get('authenticationMethod', rowId(userId, fixedIds.email)) !== undefined)
    throw problem('GraphMethodExists', { method: 'email address' });
  context.state.insert(
    'authenticationMethod',
    methodRow(userId, fixedIds.email, type, { createdDateTime: null, emailAddress }),
  );
  return answerCreated(context, userId, 'emailMethods', fixedIds.email);
}

export function changeEmail(context: Context, userId: string, body: unknown, call: Call): GraphResponse {
  const row = demandMethod(context, userId, call.parameters['id'] ?? '', type);
  context.state.update('authenticationMethod', row.id, { emailAddress: demandAddress(body) });
  return { status: 204 };
}

function demandAddress(body: unknown): string {
  const { emailAddress } = (body ?? {}) as { emailAddress?: unknown };
  if (typeof emailAddress !== 'string' || !isMail(emailAddress))
    throw problem('GraphMethodInvalid', { detail: 'the email address is none' });
  return emailAddress;
}
