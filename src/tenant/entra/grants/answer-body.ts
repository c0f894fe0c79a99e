import type { Granting } from '../token-request.ts';
import { lifetimeSeconds, seconds } from '../tokens/sign.ts';

/** What both endpoints answer; the older one writes numbers as strings and repeats the resource. */
export function answerBody(
  { entra, request }: Granting,
  tokens: Readonly<Record<string, string>>,
  resource: string,
): Record<string, unknown> {
  const { scope, ...rest } = tokens;
  const common = { token_type: 'Bearer', ...(scope !== undefined && { scope }) };
  if (request.version === 'v2')
    return { ...common, expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds, ...rest };
  const now = seconds(entra.clock);
  return {
    ...common,
    expires_in: String(lifetimeSeconds),
    ext_expires_in: String(lifetimeSeconds),
    expires_on: String(now + lifetimeSeconds),
    not_before: String(now - 300),
    resource,
    ...rest,
  };
}
