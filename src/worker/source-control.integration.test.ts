import { execFileSync, spawn } from 'node:child_process';
import dns from 'node:dns';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { createAuthority, issueServerCertificate } from '#certificates';
import type { RepositoryRef } from '#worker-link';

import { findProgram } from './isolation/bubblewrap.ts';
import { type Workshop, openWorkshop } from './testing/workshop.ts';

const git = findProgram('git');
if (git === undefined) test.skip('repositories are read by git (git is not installed)', () => {});

describe.skipIf(git === undefined)('repositories', () => {
  const root = mkdtempSync(join(tmpdir(), 'tenantry-git-'));
  const declared = join(root, 'declared');
  const work = join(declared, 'runbooks');
  let workshop: Workshop;

  const run = (...words: string[]): string =>
    execFileSync(git!, ['-c', 'user.name=Ada', '-c', 'user.email=ada@contoso.example', ...words], {
      cwd: work,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
      .toString()
      .trim();
  function commit(files: Readonly<Record<string, string>>): string {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(work, name, '..'), { recursive: true });
      writeFileSync(join(work, name), content);
    }
    run('add', '--all');
    run('commit', '--quiet', '--message', 'work');
    return run('rev-parse', 'HEAD');
  }
  const read = (repository: Partial<RepositoryRef>, allowedHosts: string[] = []) =>
    workshop.link.enqueueSync({
      repository: { url: pathToFileURL(work).href, branch: 'main', folder: [], ...repository },
      allowedHosts,
    });

  beforeAll(async () => {
    mkdirSync(work, { recursive: true });
    run('init', '--quiet', '--initial-branch=main');
    workshop = await openWorkshop({ sourceFolders: [declared] });
  });
  afterAll(async () => {
    await workshop?.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('the runbooks of a folder are read, at the newest commit or an older one, and nothing below or beside them', async () => {
    const first = commit({
      'runbooks/tidy.ps1': "'tidy'",
      'runbooks/tidy.runbook.json': '{}',
      'runbooks/readme.md': 'no runbook',
      'runbooks/types.d.ts': 'no runbook',
      'runbooks/old/older.py': 'below',
      'other.py': 'beside',
    });
    const second = commit({ 'runbooks/tidy.ps1': "'tidier'", 'runbooks/report.ts': 'export default 1;' });
    expect(await read({ folder: ['runbooks'] })).toEqual({
      ok: true,
      commit: second,
      files: [
        { name: 'report.ts', content: 'export default 1;' },
        { name: 'tidy.ps1', content: "'tidier'" },
        { name: 'tidy.runbook.json', content: '{}' },
      ],
      skipped: [],
    });
    const older = await read({ folder: ['runbooks'], commit: first.slice(0, 10) });
    expect(older).toMatchObject({ commit: first, files: [{ content: "'tidy'" }, {}] });
    expect(await read({ branch: '' })).toMatchObject({ files: [{ name: 'other.py' }] });
  });

  test('what is not there is told: branch, folder, commit, and a commit of another branch', async () => {
    run('checkout', '--quiet', '-b', 'elsewhere');
    const foreign = commit({ 'foreign.py': 'x' });
    run('checkout', '--quiet', 'main');
    expect(await read({ branch: 'none' })).toMatchObject({ ok: false, code: 'RepositoryUnreadable' });
    expect(await read({ folder: ['none'] })).toMatchObject({ ok: false, code: 'RepositoryFolderMissing' });
    expect(await read({ commit: '0123456789' })).toMatchObject({ code: 'RepositoryCommitUnknown' });
    expect(await read({ commit: foreign })).toMatchObject({ code: 'RepositoryCommitUnknown' });
    expect(await read({ commit: '--output=x' })).toMatchObject({ code: 'RepositoryCommitUnknown' });
    expect(await read({ commit: foreign, branch: 'elsewhere' })).toMatchObject({ ok: true });
  });

  test('links, submodules, files that are too large and what is no text are left out, each with its reason', async () => {
    const folder = join(work, 'odd');
    mkdirSync(folder, { recursive: true });
    symlinkSync('/etc/passwd', join(folder, 'linked.py'));
    symlinkSync('../../../..', join(folder, 'up.ts'));
    writeFileSync(join(folder, 'binary.ps1'), Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    writeFileSync(join(folder, 'large.py'), Buffer.alloc(1024 * 1024 + 1, '#'));
    writeFileSync(join(folder, 'plain.py'), 'plain');
    run('add', '--all');
    run('update-index', '--add', '--cacheinfo', `160000,${run('rev-parse', 'HEAD')},odd/module.py`);
    run('commit', '--quiet', '--message', 'odd');
    const result = await read({ folder: ['odd'] });
    expect(result).toMatchObject({ ok: true, files: [{ name: 'plain.py' }] });
    expect(
      Object.fromEntries(result.ok ? result.skipped.map(({ name, reason }) => [name, reason]) : []),
    ).toEqual({
      'linked.py': 'it is a symbolic link',
      'up.ts': 'it is a symbolic link',
      'module.py': 'it is another repository (a submodule)',
      'large.py': 'it is larger than 1048576 bytes',
      'binary.ps1': 'it is no text in UTF-8',
    });
  });

  test('neither hooks nor settings nor attributes of a repository run anything', async () => {
    const traces = ['hook', 'setting', 'filter'].map((name) => join(root, `${name}.trace`));
    for (const hook of ['post-checkout', 'reference-transaction', 'post-upload-pack', 'pre-auto-gc']) {
      mkdirSync(join(work, '.git', 'hooks'), { recursive: true });
      writeFileSync(join(work, '.git', 'hooks', hook), `#!/bin/sh\ntouch ${traces[0]}\n`, { mode: 0o755 });
    }
    run('config', 'uploadpack.packObjectsHook', `touch ${traces[1]};`);
    run('config', 'core.fsmonitor', `touch ${traces[1]}`);
    run('config', 'core.sshCommand', `touch ${traces[1]}`);
    run('config', 'filter.trace.smudge', `touch ${traces[2]}; cat`);
    commit({ 'hooked/.gitattributes': '*.py filter=trace\n', 'hooked/hooked.py': 'hooked' });
    for (const trace of traces) rmSync(trace, { force: true });
    expect(await read({ folder: ['hooked'] })).toMatchObject({ files: [{ content: 'hooked' }] });
    expect(traces.filter((trace) => existsSync(trace))).toEqual([]);
  });

  test('a repository outside of the declared folders is refused, whatever link leads there', async () => {
    const secret = join(root, 'secret');
    execFileSync(git!, ['clone', '--quiet', work, secret]);
    symlinkSync(secret, join(declared, 'link'));
    for (const path of [
      secret,
      join(declared, 'link'),
      join(declared, '..', 'secret'),
      '/etc',
      declared + '-none',
    ])
      expect(await read({ url: pathToFileURL(path).href })).toMatchObject({ code: 'SourceFolderRefused' });
  });

  test.each([
    'ext::sh -c "touch /tmp/x"',
    'ssh://git@example.com/x.git',
    'git://example.com/x.git',
    'http://127.0.0.2/x.git',
    '--upload-pack=touch /tmp/x',
  ])('%s is no transport that git is let use', async (url) => {
    const result = await read({ url });
    expect(result).toMatchObject({ ok: false, code: 'RepositoryUnreadable' });
  });

  test('without a sandbox a repository is read the same way', async () => {
    const plain = await openWorkshop({ sourceFolders: [declared], isolation: 'off', warmHosts: 1 });
    try {
      const repository = { url: pathToFileURL(work).href, branch: 'main', folder: ['hooked'] };
      expect(await plain.link.enqueueSync({ repository, allowedHosts: [] })).toMatchObject({
        ok: true,
        files: [{ name: 'hooked.py', content: 'hooked' }],
      });
    } finally {
      await plain.close();
    }
  });

  test('https goes by the gateway to the repository alone, with its token, and is not led elsewhere', async () => {
    const host = 'git.contoso.example';
    // The one name that is not looked up in the network; everything else on the way is what it is.
    const lookUp = dns.lookup;
    vi.spyOn(dns, 'lookup').mockImplementation(((name: string, ...rest: [never, never]) =>
      lookUp(name === host ? '127.0.0.1' : name, ...rest)) as typeof dns.lookup);
    const authority = await createAuthority({ name: 'Git server' });
    const { privateKeyPem, certificatePem } = await issueServerCertificate(authority, {
      hosts: [host],
    });
    setDefaultCACertificates([...getCACertificates('default'), authority.certificatePem]);
    const seen: (string | undefined)[] = [];
    const server = createServer({ key: privateKeyPem, cert: certificatePem }, (request, response) => {
      seen.push(request.headers.authorization);
      if (request.url!.startsWith('/moved')) {
        response.writeHead(302, { location: `https://elsewhere.example/${request.url!}` }).end();
      } else if (request.headers.authorization === undefined) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      } else serveGit(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `https://${host}:${(server.address() as AddressInfo).port}`;
    const url = `${origin}/runbooks/.git`;
    try {
      const answer = await read({ url, folder: ['hooked'], accessToken: 'secret-1' }, [host]);
      expect(answer).toMatchObject({ files: [{ name: 'hooked.py', content: 'hooked' }] });
      const basic = `Basic ${Buffer.from('token:secret-1').toString('base64')}`;
      expect(new Set(seen)).toEqual(new Set([basic]));

      const refusals = await Promise.all([
        read({ url, accessToken: 'secret-2' }, ['other.example']),
        read({ url: `${origin}/moved/.git`, accessToken: 'secret-2' }, [host, 'elsewhere.example']),
        read({ url }, [host]),
      ]);
      expect(refusals.map(({ ok }) => ok)).toEqual([false, false, false]);
      expect(JSON.stringify(refusals)).not.toContain('secret-2');
    } finally {
      vi.restoreAllMocks();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  /** git's own server over CGI (RFC 3875). */
  function serveGit(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url!, 'https://git');
    const child = spawn(git!, ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: declared,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_USER: 'ada',
        GATEWAY_INTERFACE: 'CGI/1.1',
      },
    });
    request.pipe(child.stdin);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdout.once('end', () => {
      const whole = Buffer.concat(chunks);
      const at = whole.indexOf('\r\n\r\n');
      const headers = whole.subarray(0, at).toString().split('\r\n');
      const status = headers.find((line) => line.startsWith('Status:'));
      for (const line of headers) {
        const [name = '', value = ''] = line.split(/:\s*/, 2);
        if (name !== 'Status' && name !== '') response.setHeader(name, value);
      }
      response
        .writeHead(status === undefined ? 200 : Number(status.slice(8, 11)))
        .end(whole.subarray(at + 4));
    });
  }
});
