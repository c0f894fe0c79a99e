import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findPwsh } from './hosts/languages/pwsh.ts';
import { type Workshop, openWorkshop, packageRoot, texts } from './testing/workshop.ts';

const pwsh = await findPwsh();
const missing =
  pwsh === undefined
    ? 'no pwsh is installed'
    : 'reason' in pwsh
      ? pwsh.reason
      : existsSync(join(packageRoot, 'hosts/powershell/out/pwsh/boot.ps1'))
        ? undefined
        : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`PowerShell runbooks in an installed pwsh (${missing})`, () => {});

describe.skipIf(missing !== undefined)('PowerShell runbooks in an installed pwsh', () => {
  const before = process.env['TENANTRY_PWSH'];
  let workshop: Workshop;
  beforeAll(async () => {
    process.env['TENANTRY_PWSH'] = (pwsh as { executable: string }).executable;
    workshop = await openWorkshop({ warmHosts: 1, warmOthers: { powershell: 1 } });
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['TENANTRY_PWSH'];
    else process.env['TENANTRY_PWSH'] = before;
    await workshop?.close();
  });

  test('the same library runs them: streams, assets, steps and the way out', async () => {
    const { link } = workshop;
    link.variables.set('colour', 'a-colour-nobody-sees');
    const script = `
      param([int] $Times)
      Write-Host 'printed'
      Write-Warning 'careful'
      [pscustomobject]@{ Times = $Times } | Select-Object Times
      (Get-AutomationVariable 'colour').Length
      Invoke-Step 'once' { 'done' }
      try { Invoke-RestMethod https://example.org/ } catch { 'refused' }
      1..2 | Format-Table | Out-Null
      [pscustomobject]@{ A = 1; B = 2 } | Format-Table
      throw 'over'
    `;
    const runbook = { name: 'report', type: 'PowerShell', artifactHash: link.publish(script) };
    const id = link.start(script, { Times: '3' }, { runbook });
    expect(await link.end(id)).toMatchObject({
      status: 'Failed',
      exception: expect.stringMatching(/^over\n/),
    });
    expect(link.job(id).started).toMatchObject([{ engine: expect.stringMatching(/^pwsh 7\./) }]);
    expect(texts(link, id, 'Information')).toEqual(['printed']);
    expect(texts(link, id, 'Warning')).toEqual(['careful']);
    expect(texts(link, id).slice(0, 4)).toEqual(['Times : 3', '20', 'done', 'refused']);
    expect(texts(link, id)[4]).toMatch(/^A +B\n-+ +-+\n *1 +2$/);
    expect(link.job(id).calls).toMatchObject([{ host: 'example.org', refused: true }]);
    expect(link.job(id).journal).toEqual([{ name: 'once', result: 'done' }]);
  });

  test('a build asks it which commands it has', async () => {
    const built = await workshop.link.enqueueBuild('Get-Date; Get-Nothing; Read-Host', 'x', 'PowerShell');
    expect(built).toMatchObject({
      ok: false,
      diagnostics: [
        { column: 11, code: 'CommandUnknown' },
        { column: 24, code: 'CommandRefused' },
      ],
    });
  });
});
