import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: streams', [
  [
    `Write-Error 'm' -ErrorId E1 -Category InvalidData -TargetObject 5 -RecommendedAction do -CategoryActivity a -CategoryReason r -CategoryTargetName t -CategoryTargetType y; $Error[0].CategoryInfo.ToString(); $Error[0].FullyQualifiedErrorId; $Error[0].ErrorDetails`,
    `InvalidData: (t:y) [a], r
E1

Message RecommendedAction
------- -----------------
m       do


error E1: m`,
  ],
  [
    `Write-Error -Exception ([InvalidOperationException]::new('q')); $Error[0].Exception.GetType().Name`,
    `InvalidOperationException

error System.InvalidOperationException: q`,
  ],
  [
    `Write-Error -ErrorRecord $(try { 1/0 } catch { $_ }); $Error[0].FullyQualifiedErrorId`,
    `RuntimeException

error RuntimeException: Attempted to divide by zero.`,
  ],
  [
    `try { Write-Error 'x' -ErrorAction Stop } catch { "c: $_ $($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name)" }`,
    `c: x Microsoft.PowerShell.Commands.WriteErrorException WriteErrorException`,
  ],
  [
    `Write-Output 1,2 | Measure-Object | % Count; Write-Output 1,2 -NoEnumerate | Measure-Object | % Count; Write-Output a b`,
    `2
1
a
b`,
  ],
  [
    `Write-Host a b -Separator '-' ; Write-Host (1,2); Write-Host @{a=1}; Write-Host $null; Write-Host ([pscustomobject]@{A=1}); Write-Host -NoNewline x; Write-Host y`,
    `information: a-b
information: 1 2
information: [a, 1]
information:
information: @{A=1}
information: x
information: y`,
  ],
  [
    `Write-Host 'x' -ForegroundColor Red -BackgroundColor Blue 6>&1 | % { $_.MessageData.GetType().Name; $_.MessageData.Message; $_.MessageData.ForegroundColor; $_.Tags }`,
    `HostInformationMessage
x
Red
PSHOST`,
  ],
  [
    `Write-Information 'i' -Tags a,b -InformationAction Continue 6>&1 | % { $_.Tags; $_.MessageData; $_.Source.Length -ge 0; $_.User.Length -gt 0 }`,
    `a
b
i
True
True`,
  ],
  [
    `Write-Verbose v; Write-Verbose v -Verbose; $VerbosePreference='Continue'; Write-Verbose w`,
    `verbose: v
verbose: w`,
  ],
  [`Write-Debug d; Write-Debug d -Debug`, `debug: d`],
  [
    `Write-Warning w -WarningVariable wv; $wv.Count; "$wv"; Write-Warning q -WarningAction SilentlyContinue; Write-Warning z -WarningAction Stop`,
    `1
w

terminating ActionPreferenceStop,Microsoft.PowerShell.Commands.WriteWarningCommand: The running command stopped because the preference variable "WarningPreference" or common parameter is set to Stop: z
warning: w
warning: z`,
  ],
  [`Write-Progress -Activity a -Status s -PercentComplete 50; 'ok'`, `ok`],
  [
    `Write-Progress -Activity a -PercentComplete 500; 'ok'`,
    `ok

error ParameterArgumentValidationError,Microsoft.PowerShell.Commands.WriteProgressCommand: Cannot validate argument on parameter 'PercentComplete'. The 500 argument is greater than the maximum allowed range of 100. Supply an argument that is less than or equal to 100 and then try the command again.`,
  ],
  [
    `Test-Json 'x'; Test-Json '{}' -ErrorAction Ignore`,
    `False
True

error InvalidJson,Microsoft.PowerShell.Commands.TestJsonCommand: Cannot parse the JSON.`,
  ],
  [
    `Register-ObjectEvent ([Timers.Timer]::new()) Elapsed -SourceIdentifier t | Out-Null; Get-EventSubscriber | Select-Object SourceIdentifier, EventName; Unregister-Event t`,
    `SourceIdentifier EventName
---------------- ---------
t                Elapsed`,
  ],
  [`Get-Help Get-Date | Out-Null; 'ok'`, `ok`],
  [
    `Out-Printer; Out-GridView`,
    `error CommandNotFoundException: The term 'Out-Printer' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.
error CommandNotFoundException: The term 'Out-GridView' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
  ],
  [`Get-Content -Path /etc/hostname | Out-Host; 'x' | Out-Default`, ``],
  [
    `$MaximumHistoryCount; $FormatEnumerationLimit; $OutputEncoding.WebName; $ConfirmPreference; $WarningPreference; $InformationPreference; $ProgressPreference; $PSNativeCommandUseErrorActionPreference; $ErrorActionPreference; $PSDefaultParameterValues.Count`,
    `4096
4
utf-8
High
Continue
SilentlyContinue
Continue
False
Continue
0`,
  ],
]);
