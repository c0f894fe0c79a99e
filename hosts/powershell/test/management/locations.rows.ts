import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Get-, Set-, Push- and Pop-Location', [
  ['Get-Location is where the session is', `(Get-Location).Path`, '<dir>'],
  ['Get-Location in text', `"at $(Get-Location)"`, 'at <dir>'],
  ['Set-Location goes there', `$null = New-Item d -ItemType Directory; Set-Location d; "$PWD"`, '<dir>/d'],
  ['Set-Location -PassThru', `(Set-Location / -PassThru).Path`, '/'],
  [
    'Set-Location -LiteralPath',
    `$null = New-Item 'd[1]' -ItemType Directory; Set-Location -LiteralPath 'd[1]'; "$PWD"`,
    '<dir>/d[1]',
  ],
  [
    'Set-Location to nothing',
    `Set-Location nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.SetLocationCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  ['Set-Location into another provider', `Set-Location Env:; "$PWD"`, 'Env:/'],
  ['Push-Location and Pop-Location', `Push-Location /; "$PWD"; Pop-Location; "$PWD"`, '/\n<dir>'],
  [
    'Push-Location keeps the place without going',
    `Push-Location; Set-Location /; Pop-Location; "$PWD"`,
    '<dir>',
  ],
  [
    'stacks by name',
    `Push-Location / -StackName s; (Get-Location -StackName s).Count; Pop-Location -StackName s; "$PWD"`,
    '1\n<dir>',
  ],
  ['Get-Location -Stack', `Push-Location /; (Get-Location -Stack).Count`, '1'],
]);
