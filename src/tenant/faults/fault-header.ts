import { type FaultRule, checkRule, invalid } from './settings.ts';

/** A request asks by it for a fault of its own. */
export const faultHeader = 'x-tenantry-fault';

/**
 * `503`, `429; retry-after=2`, `503; rate=0.5`, `latency=250`, `drop`, `expired-token`; several after one another with
 * commas. Throws TenantFaultsInvalid, so that a typing error is no silent success.
 */
export function readFaultHeader(text: string): FaultRule[] {
  return text.split(',').map((part) => {
    const [first = '', ...options] = part.split(';').map((each) => each.trim().toLowerCase());
    return checkRule({ ...kindOf(first), ...Object.fromEntries(options.map(optionOf)) });
  });
}

function kindOf(text: string): object {
  if (/^\d{3}$/.test(text)) return { status: Number(text) };
  if (text === 'drop') return { drop: true };
  if (text === 'expired-token') return { expiredToken: true };
  const latency = /^latency=(\d+)$/.exec(text)?.[1];
  if (latency === undefined) throw invalid(`'${text}' is no fault`);
  return { latency: { p50: Number(latency), p99: Number(latency) } };
}

function optionOf(text: string): [string, number] {
  const [, name, value] = /^(retry-after|rate)=([\d.]+)$/.exec(text) ?? [];
  if (name === undefined) throw invalid(`'${text}' is no option of a fault`);
  return [name === 'rate' ? 'rate' : 'retryAfter', Number(value)];
}
