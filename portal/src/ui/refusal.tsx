import type { ApiError } from '../api/call.ts';
import { signInAddress } from '../api/session.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icons.tsx';

/** What the API said instead, in its own words, and what to do about it. */
export function Refusal({ error }: { readonly error: ApiError }) {
  const session = useSession();
  return (
    <div className="notice bad" role="alert">
      <Icon name="warning" />
      <div>
        <strong>{titles[error.status] ?? 'That did not work'}</strong>
        <p>{error.message}</p>
        {error.status === 403 && session !== undefined && (
          <>
            <p>Whoever owns the account gives you a role with this command:</p>
            <pre>
              <code>tenantry role assign Reader --principal {session.principalId}</code>
            </pre>
          </>
        )}
        {error.status === 401 && (
          <p>
            <a href={signInAddress()}>Sign in again</a>
          </p>
        )}
        <p className="code">{error.code}</p>
      </div>
    </div>
  );
}

const titles: Readonly<Record<number, string>> = {
  0: 'No answer',
  401: 'You are signed out',
  403: 'You may not do that',
  404: 'Not found',
  409: 'Not now',
  503: 'Not for the moment',
};
