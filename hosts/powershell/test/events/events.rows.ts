import { rowsOf } from '../rows.ts';

export const rows = rowsOf('events', [
  [
    'New-Event is kept for Get-Event',
    `$null = New-Event mine -MessageData 5; (Get-Event mine).MessageData; (Get-Event).SourceIdentifier`,
    '5\nmine',
  ],
  [
    'New-Event -Sender -EventArguments',
    `$null = New-Event mine -Sender me -EventArguments 1, 2; (Get-Event mine).Sender; (Get-Event mine).SourceArgs -join ','`,
    'me\n1,2',
  ],
  ['Remove-Event', `$null = New-Event mine; Get-Event | Remove-Event; @(Get-Event).Count`, '0'],
  ['Get-Event of nothing is silent without a name', `@(Get-Event).Count`, '0'],
  [
    'Register-EngineEvent does something',
    `$null = Register-EngineEvent mine -Action { Write-Host "got $($event.MessageData)" }; $null = New-Event mine -MessageData 7; Start-Sleep -Milliseconds 300; 'after'`,
    'after\n\ninformation: got 7',
  ],
  [
    'Register-ObjectEvent keeps events',
    `$t = [Timers.Timer]::new(20); $t.AutoReset = $false; Register-ObjectEvent $t Elapsed -SourceIdentifier tick; $t.Start(); (Wait-Event tick -Timeout 10).SourceIdentifier`,
    'tick',
  ],
  [
    'Get-EventSubscriber and Unregister-Event',
    `Register-ObjectEvent ([Timers.Timer]::new()) Elapsed -SourceIdentifier a; (Get-EventSubscriber).SourceIdentifier; Unregister-Event a; @(Get-EventSubscriber).Count`,
    'a\n0',
  ],
  ['Unregister-Event of nothing', `Unregister-Event nope -ErrorAction SilentlyContinue; $Error.Count`, '1'],
  ['Wait-Event -Timeout', `@(Wait-Event nope -Timeout 0).Count`, '0'],
]);
