import { useEffect } from 'react';

import { signInAddress } from '../api/session.ts';
import { Mark } from '../ui/icons.tsx';

/** Why somebody sees this page, and what to do then. What stands in the address chooses a text and is never shown. */
const texts: Readonly<Record<string, readonly [title: string, text: string]>> = {
  new: ['Sign in', 'Tenantry signs people in by their directory: nobody has a password of its own here.'],
  ended: ['Your session has ended', 'It lasts for a working day, or until your access was taken away.'],
  out: ['You are signed out', 'Of the portal, and of the directory in this browser.'],
  declined: ['You did not sign in', 'The sign-in was cancelled on the page of the directory.'],
  stale: ['That sign-in was too old', 'It took longer than ten minutes, or began in another window.'],
  away: [
    'The directory does not answer',
    'Whoever runs Tenantry sees with `tenantry status` whether it runs.',
  ],
  refused: ['The directory did not sign you in', 'What it said stands in the log of the control plane.'],
};

export function SignInPage({ why }: { readonly why: string }) {
  const [title, text] = texts[why] ?? texts['refused']!;
  useEffect(() => {
    document.title = `${title} · Tenantry`;
  }, [title]);
  return (
    <main className="alone">
      <div className="welcome">
        <Mark />
        <h1>{title}</h1>
        <p>{text}</p>
        <a className="button main" href={signInAddress()}>
          {why === 'new' ? 'Sign in' : 'Sign in again'}
        </a>
        <hr />
        <p className="small">
          People of the embedded tenant have no passwords yet. Whoever runs Tenantry makes a link that signs
          one of them in, once:
        </p>
        <pre>
          <code>tenantry portal</code>
        </pre>
      </div>
    </main>
  );
}
