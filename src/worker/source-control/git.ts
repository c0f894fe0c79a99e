import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { problem } from '#kernel';

export interface GitOptions {
  /** Full path of the program. */
  readonly program: string;
  /** A folder of its own: its home, and where it writes. */
  readonly home: string;
  readonly url: string;
  readonly accessToken?: string | undefined;
  /** The way out, where it has one. */
  readonly network: Readonly<Record<string, string>>;
}

export type Git = (...words: string[]) => Promise<Buffer>;

const mostOutputBytes = 64 * 1024 * 1024;

/**
 * A git that does what its words say and nothing that a repository or this machine's configuration adds: no hooks, helpers,
 * submodules, prompts, redirects; one transport, that of the address.
 */
export async function openGit({ program, home, url, accessToken, network }: GitOptions): Promise<Git> {
  const protocol = url.startsWith('file:') ? 'file' : 'https';
  const configuration = join(home, 'gitconfig');
  await writeFile(configuration, settings(protocol, url, accessToken), { mode: 0o600 });
  const environment = {
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: home,
    TMPDIR: home,
    GIT_CONFIG_NOSYSTEM: '1',
    // A file, not the environment: git takes that away from the processes that it starts for a repository on this machine.
    GIT_CONFIG_GLOBAL: configuration,
    GIT_ALLOW_PROTOCOL: protocol,
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    ...network,
  };
  return (...words) =>
    new Promise((resolve, reject) => {
      const how = { env: environment, cwd: home, encoding: 'buffer' as const, maxBuffer: mostOutputBytes };
      execFile(program, words, how, (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const complaint = stderr.toString().trim().split('\n').slice(-3).join(' ') || error.message;
        const told = accessToken === undefined ? complaint : complaint.replaceAll(accessToken, '***');
        reject(problem('RepositoryUnreadable', { reason: told.slice(0, 2_000) }, error));
      });
    });
}

function settings(protocol: string, url: string, accessToken: string | undefined): string {
  const header =
    accessToken === undefined
      ? ''
      : // GitHub and Azure DevOps take any name with a token for a password.
        `[http "${new URL(url).origin}/"]\n\textraHeader = Authorization: Basic ${Buffer.from(`token:${accessToken}`).toString('base64')}\n`;
  return `[safe]
	directory = *
[core]
	hooksPath = /dev/null
	askPass = /bin/false
[protocol]
	allow = never
[protocol "${protocol}"]
	allow = always
[credential]
	helper =
[fetch]
	recurseSubmodules = false
[submodule]
	recurse = false
[http]
	followRedirects = false
	proxyAuthMethod = basic
[gc]
	auto = 0
${header}`;
}
