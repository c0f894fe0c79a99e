import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { EngineWish, EnvironmentResult } from '#worker-link';

import { findDotnet } from './hosts/languages/dotnet.ts';
import { type Pwsh, findPwsh } from './hosts/languages/pwsh.ts';
import { findInterpreter, findInterpreterOf } from './hosts/languages/python-interpreter.ts';
import { pythonGroup, withoutPython } from './testing/python.ts';
import { makeWheel } from './testing/wheel.ts';
import { type Workshop, openWorkshop, packageRoot, texts } from './testing/workshop.ts';
import { zip } from './testing/zip.ts';

const withoutPowerShell =
  findDotnet() === undefined ||
  !existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'));

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({ warmHosts: 1, concurrency: 2 });
});
afterAll(() => workshop?.close());

const outcomes = ({ packages }: EnvironmentResult) =>
  Object.fromEntries(packages.map(({ name, result }) => [name, result]));

describe.skipIf(withoutPowerShell)('environments of PowerShell', () => {
  const engine: EngineWish = { kind: 'tenantry', version: '' };
  const environment = { name: 'office', language: 'powershell', engine } as const;
  const module = (name: string, version: string, script: string, manifest = ''): Buffer =>
    zip([
      {
        name: `${name}.psd1`,
        content: `@{ ModuleVersion = '${version}'; RootModule = '${name}.psm1'; FunctionsToExport = '*'; ${manifest} }`,
      },
      { name: `${name}.psm1`, content: script },
    ]);
  const tools = (version: string): Buffer =>
    module('Tools', version, `function Get-Office { 'by ${version}' }`);

  test('each package is tried beside all others, and the engine tells its exact version', async () => {
    const { result } = await workshop.link.enqueueEnvironment(environment, {
      Tools: tools('1.0.0'),
      Upper: module('Upper', '2.0.0', 'function Get-Floor { Get-Office }', `RequiredModules = @('Tools')`),
    });
    expect(result).toMatchObject({
      engine: { kind: 'tenantry', version: expect.stringMatching(/^7\.\d+\.\d+$/) },
    });
    expect(outcomes(result)).toMatchObject({
      Tools: { ok: true, version: '1.0.0', commands: ['Get-Office'] },
      Upper: { ok: true, version: '2.0.0', requiredModules: [{ name: 'Tools' }] },
    });
  });

  test('a package that is broken does not hide what is wrong with another', async () => {
    const { result } = await workshop.link.enqueueEnvironment(environment, {
      Broken: Buffer.from('no zip'),
      Throwing: module('Throwing', '1.0', `throw 'no licence was found'`),
      Tools: tools('1.0.0'),
    });
    expect(outcomes(result)).toMatchObject({
      Broken: { ok: false, code: 'PackageRefused' },
      Throwing: { ok: false, message: expect.stringContaining('no licence was found') },
      Tools: { ok: true },
    });
  });

  test('jobs of two environments have each its own version of a module, and publishing knows it', async () => {
    const { link } = workshop;
    const of = async (name: string, version: string) => {
      const { packages } = await link.enqueueEnvironment({ ...environment, name }, { Tools: tools(version) });
      return { modules: packages, environment: { name, hash: version, engine } };
    };
    const [first, second] = [await of('first', '1.0.0'), await of('second', '2.0.0')];
    const script = 'Get-Office';
    const runbook = { name: 'office', type: 'PowerShell', artifactHash: link.publish(script) };
    const jobs = [first, second].map((claim) => link.start(script, {}, { runbook, ...claim }));
    for (const id of jobs) expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(jobs.map((id) => texts(link, id))).toEqual([['by 1.0.0'], ['by 2.0.0']]);
    const build = await link.enqueueBuild(script, 'office', 'PowerShell', first.modules, first.environment);
    expect(build).toMatchObject({ ok: true });
    expect(await link.enqueueBuild(script, 'office', 'PowerShell')).toMatchObject({ ok: false });
  });

  test('an engine that is not installed here is told with its remedy, to a build, a publish and a job', async () => {
    const { link } = workshop;
    const wish: EngineWish = { kind: 'pwsh', version: '7.99' };
    const reason = /wants an installed pwsh 7\.99.*Install PowerShell 7\.99.*engine 'tenantry'/s;
    const { result } = await link.enqueueEnvironment(
      { ...environment, engine: wish },
      { Tools: tools('1.0') },
    );
    expect(result).toMatchObject({
      fault: { code: 'LanguageMissing', message: expect.stringMatching(reason) },
    });
    const named = { name: 'old', hash: 'x', engine: wish };
    expect(await link.enqueueBuild('1', 'x', 'PowerShell', [], named)).toMatchObject({
      ok: false,
      diagnostics: [{ message: expect.stringMatching(reason) }],
    });
    const runbook = { name: 'x', type: 'PowerShell', artifactHash: link.publish('1') };
    const id = link.start('1', {}, { runbook, environment: named });
    expect(await link.end(id)).toMatchObject({
      status: 'Failed',
      exception: expect.stringMatching(reason),
    });
  });
});

const pwsh = await findPwsh();
const withoutPwsh = withoutPowerShell || pwsh === undefined || 'reason' in pwsh;
if (withoutPwsh) test.skip('the engine of an environment: an installed pwsh (none is here)', () => {});

describe.skipIf(withoutPwsh)('the engine of an environment', () => {
  test('an installed pwsh runs the jobs of the environment that wants it, our own process those of the other', async () => {
    const { link } = workshop;
    const { version } = pwsh as Pwsh;
    const jobOf = async (engine: EngineWish) => {
      const environment = { name: 'chosen', language: 'powershell', engine } as const;
      const { packages, result } = await link.enqueueEnvironment(environment, {
        Tools: zip([{ name: 'Tools.psm1', content: 'function Get-Office { "here" }' }]),
      });
      expect(result).toMatchObject({ engine: { kind: engine.kind }, packages: [{ result: { ok: true } }] });
      const script = 'Get-Office';
      const runbook = { name: 'which', type: 'PowerShell', artifactHash: link.publish(script) };
      const named = { name: 'chosen', hash: 'x', engine };
      const id = link.start(script, {}, { runbook, modules: packages, environment: named });
      expect(await link.end(id)).toMatchObject({ status: 'Completed' });
      expect(texts(link, id)).toEqual(['here']);
      return link.job(id).started[0]?.engine;
    };
    const minor = version.split('.').slice(0, 2).join('.');
    expect(await jobOf({ kind: 'pwsh', version: minor })).toBe(`pwsh ${version}`);
    expect(await jobOf({ kind: 'tenantry', version: '' })).toMatch(/^PowerShell 7\.\d+\.\d+ \(Tenantry\)$/);
  });
});

describe.skipIf(withoutPython)(`environments of Python, ${pythonGroup}`, () => {
  const engine: EngineWish = { kind: 'python', version: '3' };
  const environment = { name: 'sheets', language: 'python', engine } as const;
  const greeter = (version = '1.0.0', metadata: readonly string[] = []): Buffer =>
    makeWheel({
      name: 'greeter',
      version,
      metadata,
      files: { 'greeter/__init__.py': `def greet(name):\n    return f"hello {name}, by ${version}"\n` },
    });

  test('wheels are unpacked, imported in a sandbox, and tell what they are', async () => {
    const { result } = await workshop.link.enqueueEnvironment(environment, {
      greeter: greeter('1.2.3', ["Requires-Dist: polite>=1; python_version > '3'"]),
      polite: makeWheel({ name: 'polite', files: { 'polite.py': 'BOW = 1\n' } }),
    });
    expect(result.engine).toMatchObject({ kind: 'python', version: expect.stringMatching(/^3\.\d+\.\d+$/) });
    expect(outcomes(result)).toEqual({
      greeter: {
        ok: true,
        version: '1.2.3',
        description: 'Of a test.',
        commands: ['greeter'],
        requiredModules: [{ name: 'polite', version: '>=1' }],
      },
      polite: {
        ok: true,
        version: '1.0.0',
        description: 'Of a test.',
        commands: ['polite'],
        requiredModules: [],
      },
    });
  });

  test('what is wrong with a wheel is said of that wheel, and what it lacks by name', async () => {
    const one = { 'x/__init__.py': '' };
    const { result } = await workshop.link.enqueueEnvironment(environment, {
      lonely: makeWheel({
        name: 'lonely',
        metadata: [
          'Requires-Dist: idna<4,>=2.5',
          'Requires-Dist: old>=2',
          "Requires-Dist: never; extra == 'x'",
        ],
        files: { 'lonely.py': '' },
      }),
      old: makeWheel({ name: 'old', version: '1.0', files: { 'old.py': '' } }),
      windows: makeWheel({ name: 'windows', tag: 'cp311-cp311-win_amd64', files: { 'windows.py': '' } }),
      newer: makeWheel({ name: 'newer', metadata: ['Requires-Python: >=3.99'], files: { 'newer.py': '' } }),
      broken: makeWheel({ name: 'broken', files: { 'broken.py': "raise RuntimeError('no licence')\n" } }),
      damaged: makeWheel({
        name: 'damaged',
        files: one,
        record: { 'x/__init__.py': 'x/__init__.py,sha256=AAAA,0' },
      }),
      escaping: makeWheel({ name: 'escaping', files: one, unrecorded: [{ name: '../x.py', content: '' }] }),
      quitting: makeWheel({ name: 'quitting', files: { 'quitting.py': 'import os\nos._exit(3)\n' } }),
    });
    const failed = (code: string, message: RegExp) => ({
      ok: false,
      code,
      message: expect.stringMatching(message),
    });
    expect(outcomes(result)).toMatchObject({
      lonely: failed('WheelRequirementsMissing', /have: idna<4,>=2\.5, old>=2 \(here is 1\.0\)\./),
      old: { ok: true },
      windows: failed('WheelNotForHere', /is for cp311-cp311-win_amd64, and this is CPython 3\./),
      newer: failed('WheelPythonWrong', /needs Python >=3\.99/),
      broken: failed('RuntimeError', /import broken: RuntimeError: no licence/),
      damaged: failed('WheelRefused', /is not what its RECORD says/),
      escaping: failed('WheelRefused', /invalid relative path/),
      quitting: failed('ModuleTestFailed', /ended without a result/),
    });
  });

  test('a job imports the wheels of its environment, its children too, and a job without has none', async () => {
    const { link } = workshop;
    const { packages } = await link.enqueueEnvironment(environment, { greeter: greeter() });
    const script = [
      'import subprocess, sys',
      'import importlib.metadata',
      'import greeter',
      'print(greeter.greet("Ada"))',
      'print(importlib.metadata.version("greeter"))',
      'out = subprocess.run([sys.executable, "-c", "import greeter; print(1)"], capture_output=True)',
      'print(out.stdout.decode().strip())',
    ].join('\n');
    const runbook = { name: 'greet', type: 'Python3', artifactHash: link.publish(script) };
    const named = { name: 'sheets', hash: 'x', engine };
    const id = link.start(script, {}, { runbook, modules: packages, environment: named });
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(['hello Ada, by 1.0.0', '1.0.0', '1']);
    expect(await link.end(link.start(script, {}, { runbook }))).toMatchObject({
      status: 'Failed',
      exception: expect.stringContaining("No module named 'greeter'"),
    });
  });

  test('what a job imports was compiled once, and tells the same of itself', async () => {
    const { link } = workshop;
    const { packages, result } = await link.enqueueEnvironment(environment, {
      compiled: makeWheel({
        name: 'compiled',
        files: {
          'compiled/__init__.py': 'def fail():\n    raise ValueError("as written")\n',
          'compiled/template.py': 'class {{ name }}:\n',
          'compiled-1.0.0.data/platlib/beside.py': 'HERE = 1\n',
        },
      }),
    });
    expect(result.packages).toMatchObject([{ result: { ok: true, commands: ['beside', 'compiled'] } }]);
    const script = [
      'import os',
      'import beside, compiled',
      'print([os.path.exists(each.__cached__) for each in (beside, compiled)])',
      'compiled.fail()',
    ].join('\n');
    const runbook = { name: 'compiled', type: 'Python3', artifactHash: link.publish(script) };
    const id = link.start(
      script,
      {},
      { runbook, modules: packages, environment: { ...environment, hash: 'x' } },
    );
    expect(await link.end(id)).toMatchObject({
      status: 'Failed',
      exception: expect.stringMatching(/compiled\/__init__\.py", line 2, in fail\n {4}raise ValueError/),
    });
    expect(texts(link, id)).toEqual(['[True, True]']);
  });

  test('two wheels with the same file are told apart before a job', async () => {
    const { result } = await workshop.link.enqueueEnvironment(environment, {
      first: makeWheel({ name: 'first', files: { 'same.py': '1\n' } }),
      second: makeWheel({ name: 'second', files: { 'same.py': '2\n' } }),
    });
    expect(outcomes(result)).toMatchObject({
      second: { ok: false, code: 'PackagesCollide', message: expect.stringContaining('file same.py') },
    });
  });

  test('another version of Python runs the jobs of its environment where it is installed', async (context) => {
    const usual = await findInterpreter();
    const other = (
      await Promise.all(['3.11', '3.10', '3.12', '3.13'].map((version) => findInterpreterOf(version)))
    ).find((each) => 'executable' in each && 'version' in usual && each.version !== usual.version);
    if (other === undefined || !('executable' in other)) return context.skip('one Python is here');
    const { link } = workshop;
    const wish: EngineWish = { kind: 'python', version: other.version };
    const script = 'import platform; print(platform.python_version())';
    const runbook = { name: 'which', type: 'Python3', artifactHash: link.publish(script) };
    const environmentOf = { name: 'other', hash: 'x', engine: wish };
    const id = link.start(script, {}, { runbook, environment: environmentOf });
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual([other.version]);
    expect(link.job(id).started).toMatchObject([{ engine: `python ${other.version}` }]);
  });
});
