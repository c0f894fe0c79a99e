import { isoTime, newSecret, parseIsoTime, problem } from '#kernel';

import { secretSetting, hashSecret } from '../applications/credentials.ts';
import type { Context, GraphResponse } from '../../odata/request.ts';
import { answerCreated } from './answers.ts';
import { methodRow, passType, storedMethods, usability } from './methods.ts';

/** Source: learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod and the usual policy. */
const shortest = 10;
const longest = 43_200;
const usual = 60;

/** Source: learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods: one at a time. */
export function addPass(context: Context, userId: string, body: unknown): GraphResponse {
  const { state, clock, newId } = context;
  const { startDateTime, lifetimeInMinutes, isUsableOnce } = (body ?? {}) as Record<string, unknown>;
  const start = startDateTime === undefined ? clock.now() : parseIsoTime(String(startDateTime));
  const lifetime = lifetimeInMinutes ?? usual;
  if (start === undefined) throw problem('GraphMethodInvalid', { detail: 'startDateTime is no time' });
  if (!Number.isInteger(lifetime) || Number(lifetime) < shortest || Number(lifetime) > longest)
    throw problem('GraphMethodInvalid', { detail: `lifetimeInMinutes is from ${shortest} to ${longest}` });
  if (isUsableOnce !== undefined && typeof isUsableOnce !== 'boolean')
    throw problem('GraphMethodInvalid', { detail: 'isUsableOnce is true or false' });
  for (const before of storedMethods(state, userId).filter((row) => row['odataType'] === passType)) {
    const { methodUsabilityReason } = usability(before, clock.now());
    if (methodUsabilityReason === 'EnabledByPolicy' || methodUsabilityReason === 'NotYetValid')
      throw problem('GraphMethodExists', { method: 'Temporary Access Pass' });
    state.remove('authenticationMethod', before.id);
  }
  const methodId = newId();
  const temporaryAccessPass = newSecret(9).replaceAll(/[-_]/g, 'x').slice(0, 8);
  state.insert(
    'authenticationMethod',
    methodRow(userId, methodId, passType, {
      createdDateTime: isoTime(clock.now()),
      startDateTime: isoTime(start),
      lifetimeInMinutes: lifetime,
      isUsableOnce: isUsableOnce ?? false,
    }),
  );
  state.setSetting(secretSetting(methodId), hashSecret(temporaryAccessPass));
  return answerCreated(context, userId, 'temporaryAccessPassMethods', methodId, { temporaryAccessPass });
}
