import { rowsOf } from '../rows.ts';

const noSuch = 'error NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.GetProcessCommand';

export const rows = rowsOf('Get-, Start-, Stop- and Wait-Process', [
  ['Get-Process -Id', `(Get-Process -Id $PID).Id -eq $PID`, 'True'],
  ['Get-Process by name', `(Get-Process (Get-Process -Id $PID).Name).Id -contains $PID`, 'True'],
  [
    'Get-Process of nothing',
    `Get-Process no-such-process`,
    `${noSuch}: Cannot find a process with the name "no-such-process". Verify the process name and call the cmdlet again.`,
  ],
  ['Get-Process of a pattern without matches is silent', `@(Get-Process no-such-*).Count`, '0'],
  [
    'Start-Process -Wait -PassThru knows the exit code',
    `(Start-Process sh -ArgumentList '-c', '"exit 3"' -Wait -PassThru).ExitCode`,
    '3',
  ],
  [
    'Start-Process -RedirectStandardOutput',
    `Start-Process echo hello -Wait -RedirectStandardOutput o.txt; Get-Content o.txt`,
    'hello',
    'an installed pwsh may go on before the last line is in the file',
  ],
  [
    'Start-Process -RedirectStandardError',
    `Start-Process sh '-c "echo bad >&2"' -Wait -RedirectStandardError e.txt; Get-Content e.txt`,
    'bad',
    'an installed pwsh may go on before the last line is in the file',
  ],
  [
    'Start-Process -RedirectStandardInput',
    `Set-Content i.txt in; Start-Process cat -RedirectStandardInput i.txt -RedirectStandardOutput o.txt -Wait -NoNewWindow; Get-Content o.txt`,
    'in',
  ],
  [
    'Start-Process -WorkingDirectory',
    `$null = New-Item d -ItemType Directory; Start-Process pwd -WorkingDirectory d -RedirectStandardOutput o.txt -Wait; Split-Path (Get-Content o.txt) -Leaf`,
    'd',
  ],
  [
    'Start-Process -Environment',
    `Start-Process sh '-c "echo $ROW_P"' -Environment @{ ROW_P = 'v' } -RedirectStandardOutput o.txt -Wait; Get-Content o.txt`,
    'v',
  ],
  [
    'Start-Process starts in the current location',
    `$null = New-Item d -ItemType Directory; Set-Location d; Start-Process pwd -RedirectStandardOutput o.txt -Wait; Split-Path (Get-Content o.txt) -Leaf`,
    'd',
  ],
  [
    'Start-Process of nothing',
    `try { Start-Process no-such-program -NoNewWindow } catch { $_.FullyQualifiedErrorId }`,
    'InvalidOperationException,Microsoft.PowerShell.Commands.StartProcessCommand',
    'an installed pwsh gives the id of the system’s own exception, or asks xdg-open where that is installed',
  ],
  ['Start-Process -WhatIf', `Start-Process touch made -WhatIf; Test-Path made`, 'False'],
  [
    'Start-Process -Verb belongs to Windows',
    `try { Start-Process ls -Verb RunAs } catch { $_.FullyQualifiedErrorId }`,
    'NotSupportedException,Microsoft.PowerShell.Commands.StartProcessCommand',
    'an installed pwsh has another id',
  ],
  [
    'Stop-Process',
    `$p = Start-Process sleep 60 -PassThru; Stop-Process -Id $p.Id; $p.WaitForExit(5000); $p.HasExited`,
    'True\nTrue',
  ],
  [
    'Stop-Process from the pipeline',
    `$p = Start-Process sleep 60 -PassThru; $p | Stop-Process -Force; $p.WaitForExit(5000)`,
    'True',
  ],
  [
    'Stop-Process -WhatIf',
    `$p = Start-Process sleep 60 -PassThru; Stop-Process $p -WhatIf; $p.HasExited; $p.Kill()`,
    'False',
  ],
  [
    'Stop-Process of nothing',
    `Stop-Process -Id 4194304 -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId.Split(',')[0]`,
    'NoProcessFoundForGivenId',
  ],
  [
    'Wait-Process',
    `$p = Start-Process sleep 0.2 -PassThru; Wait-Process -InputObject $p; $p.HasExited`,
    'True',
  ],
  [
    'Wait-Process -Timeout',
    `$p = Start-Process sleep 60 -PassThru; Wait-Process -Id $p.Id -Timeout 1 -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId.Split(',')[0]; $p.Kill()`,
    'ProcessNotTerminated',
  ],
]);
