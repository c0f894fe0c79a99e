import { useMemo } from 'react';

import { readSession } from './api/session.ts';
import { useLoaded } from './api/use-loaded.ts';
import { Frame } from './frame.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { match, usePlace } from './router/router.tsx';
import { routes } from './routes.tsx';
import { SessionContext, contextOf } from './session-context.ts';
import { Refusal } from './ui/refusal.tsx';

export function App() {
  const { path, query } = usePlace();
  const outside = path === '/signed-out' || path === '/sign-in-failed';
  // One who leaves the page open over night is told that he is signed out.
  const { value: session, error } = useLoaded('session', readSession, 60_000);
  const context = useMemo(
    () => (session === undefined ? undefined : contextOf(session)),
    // Renewed each minute, and the same unless somebody else signed in.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [session?.principalId],
  );
  if (outside) return <SignInPage why={path === '/signed-out' ? 'out' : (query.get('why') ?? 'refused')} />;
  if (error?.status === 401) return <SignInPage why={context === undefined ? 'new' : 'ended'} />;
  if (context === undefined)
    return (
      <main className="alone">
        {error === undefined ? <p role="status">Loading…</p> : <Refusal error={error} />}
      </main>
    );
  return (
    <SessionContext value={context}>
      <Frame path={path}>{pageOf(path)}</Frame>
    </SessionContext>
  );
}

function pageOf(path: string) {
  for (const [pattern, page] of routes) {
    const values = match(pattern, path);
    if (values !== undefined) return page(values);
  }
  return <NotFoundPage path={path} />;
}
