import type { GraphResponse, Target } from '../request.ts';
import { basicProfile } from './profile.ts';

/**
 * Empties what leave to read basic profiles (`User.ReadBasic.All`) does not show. That the names stay, without values, is
 * believed.
 */
export function trimAnswer(target: Target, answer: GraphResponse): GraphResponse {
  const { body } = answer;
  if (!('entity' in target) || target.entity !== 'user' || typeof body !== 'object' || body === null)
    return answer;
  const { value } = body as { value?: unknown };
  if (!Array.isArray(value)) return { ...answer, body: trimOne(body) };
  return { ...answer, body: { ...body, value: value.map((each) => trimOne(each as object)) } };
}

function trimOne(user: object): object {
  return Object.fromEntries(
    Object.entries(user).map(([name, value]) => {
      if (basicProfile.has(name) || name.includes('@')) return [name, value];
      return [name, Array.isArray(value) ? [] : null];
    }),
  );
}
