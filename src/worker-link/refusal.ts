import { type ErrorCode, TenantryError, errorTables, problem } from '#kernel';

import { linkRefusal } from './protocol.ts';

/**
 * The error that an answer stands for: the control plane's own where both sides know it, so that whoever uses the port
 * need not know whether a wire lies between.
 */
export function refusal(status: number, text: string): TenantryError {
  const said = linkRefusal.safeParse(parsed(text));
  if (!said.success) {
    const detail = text.slice(0, 200);
    // Asking again helps only where the fault lies with who answered.
    return status < 500
      ? problem('LinkRefused', { code: status, detail })
      : problem('LinkBroken', { status, detail });
  }
  const { code, message, values } = said.data.error;
  return isErrorCode(code)
    ? new TenantryError(code, values)
    : problem('LinkRefused', { code, detail: message });
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.values(errorTables).some((table) => Object.hasOwn(table, code));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
