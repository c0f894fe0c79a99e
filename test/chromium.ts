import { existsSync } from 'node:fs';

/** The machine's own browser: nothing is downloaded for a test. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
