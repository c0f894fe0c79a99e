import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';

import { signOut } from './api/session.ts';
import { Link } from './router/router.tsx';
import { sections } from './routes.tsx';
import { useSession } from './session-context.ts';
import { Icon, type IconName, Mark } from './ui/icons.tsx';
import { type Theme, keepTheme, keptTheme } from './ui/theme.ts';

/** What is around every page: where one can go, who one is, and a way past all of it. */
export function Frame({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const close = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false);
  };
  return (
    <div className="frame">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <aside className={open ? 'side open' : 'side'} onKeyDown={close}>
        <div className="brand">
          <Link to="/" className="home">
            <Mark />
            Tenantry
          </Link>
          <button
            type="button"
            className="quiet menu"
            aria-expanded={open}
            aria-controls="navigation"
            onClick={() => setOpen(!open)}
          >
            <Icon name="menu" />
            Menu
          </button>
        </div>
        <div className="folded" id="navigation">
          <nav aria-label="Main">
            <ul>
              {sections.map(([to, text, icon]) => (
                <li key={to}>
                  <Link to={to} {...(isIn(path, to) && { 'aria-current': path === to ? 'page' : 'true' })}>
                    <Icon name={icon} />
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Person />
        </div>
      </aside>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

const isIn = (path: string, section: string): boolean =>
  section === '/' ? path === '/' : path === section || path.startsWith(`${section}/`);

function Person() {
  const session = useSession();
  if (session === undefined) return null;
  const { name, userName, account, resourceGroup, version } = session;
  return (
    <div className="person">
      <ThemeChoice />
      <dl>
        <dt>Account</dt>
        <dd>
          {account} in {resourceGroup}
        </dd>
        <dt>Signed in as</dt>
        <dd title={userName}>
          {name}
          <small>{userName}</small>
        </dd>
      </dl>
      <button type="button" className="quiet" onClick={() => void signOut()}>
        Sign out
      </button>
      <small className="version">Tenantry {version}</small>
    </div>
  );
}

const themes: readonly (readonly [Theme, string, IconName])[] = [
  ['system', 'As the system', 'system'],
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
];

function ThemeChoice() {
  const [theme, setTheme] = useState(keptTheme);
  const choose = (chosen: Theme): void => {
    keepTheme(chosen);
    setTheme(chosen);
  };
  return (
    <fieldset className="themes">
      <legend className="unseen">Colours</legend>
      {themes.map(([value, text, icon]) => (
        <label key={value} title={text}>
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => choose(value)}
          />
          <Icon name={icon} />
          <span className="unseen">{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
