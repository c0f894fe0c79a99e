import { rowsOf } from '../rows.ts';

const writeError = 'Microsoft.PowerShell.Commands.WriteErrorException';

export const rows = rowsOf(
  'Write-Output, Write-Error, Write-Warning, Write-Verbose, Write-Debug, Write-Information',
  [
    ['Write-Output sends on', `Write-Output a; Write-Output 1, 2`, 'a\n1\n2'],
    ['Write-Output takes the rest of the line', `(Write-Output a b c).Count`, '3'],
    ['Write-Output from the pipeline', `1, 2 | Write-Output`, '1\n2'],
    ['Write-Output -NoEnumerate', `Write-Output 1, 2 -NoEnumerate | ForEach-Object { $_.Count }`, '2'],
    ['Write-Output $null is one object', `@(Write-Output $null).Count`, '1'],
    ['Write-Error is not the end', `Write-Error boo; 'after'`, `after\n\nerror ${writeError}: boo`],
    [
      'Write-Error in a function blames the function',
      `function f { Write-Error boo }; f`,
      `error ${writeError},f: boo`,
    ],
    [
      'Write-Error -ErrorId -Category -TargetObject',
      `Write-Error boo -ErrorId Mine -Category InvalidData -TargetObject 5 2>$null; $Error[0].CategoryInfo.ToString(); $Error[0].FullyQualifiedErrorId`,
      'InvalidData: (5:Int32) [Write-Error], WriteErrorException\nMine',
    ],
    [
      'Write-Error -Exception',
      `Write-Error -Exception ([ArgumentException]::new('bad'))`,
      'error System.ArgumentException: bad',
    ],
    [
      'Write-Error -Exception -Message',
      `Write-Error -Exception ([ArgumentException]::new('bad')) -Message said`,
      'error System.ArgumentException: said',
    ],
    [
      'Write-Error -ErrorRecord',
      `try { throw 'first' } catch { Write-Error -ErrorRecord $_ }`,
      'error first: first',
    ],
    [
      'Write-Error -RecommendedAction',
      `Write-Error boo -RecommendedAction 'call us' 2>$null; $Error[0].ErrorDetails.RecommendedAction`,
      'call us',
    ],
    [
      'Write-Error -CategoryReason and its like',
      `Write-Error boo -CategoryReason r -CategoryActivity a -CategoryTargetName n -CategoryTargetType t 2>$null; $Error[0].CategoryInfo.ToString()`,
      'NotSpecified: (n:t) [a], r',
    ],
    [
      'Write-Error -ErrorAction Stop can be caught',
      `try { Write-Error boo -ErrorAction Stop } catch { "caught $_" }`,
      'caught boo',
    ],
    [
      'Write-Error from the pipeline',
      `'a', 'b' | Write-Error`,
      `error ${writeError}: a\nerror ${writeError}: b`,
    ],
    ['Write-Warning', `Write-Warning w; 'x' | Write-Warning`, 'warning: w\nwarning: x'],
    [
      'Write-Warning -WarningAction',
      `Write-Warning w -WarningAction SilentlyContinue; Write-Warning v -WarningVariable kept; "$kept"`,
      'v\n\nwarning: v',
    ],
    [
      'Write-Verbose is silent unless asked',
      `Write-Verbose v; Write-Verbose w -Verbose; $VerbosePreference = 'Continue'; Write-Verbose x`,
      'verbose: w\nverbose: x',
    ],
    [
      'Write-Debug is silent unless asked',
      `Write-Debug d; $DebugPreference = 'Continue'; Write-Debug e`,
      'debug: e',
    ],
    [
      'Write-Information always has a record',
      `Write-Information i -Tags t 6>&1 | ForEach-Object { "$_ $($_.Tags)" }`,
      'i t',
    ],
    [
      'Write-Information with a tag of PowerShell',
      `Write-Information i -Tags PSx`,
      `error PSPrefixReservedInInformationTag,Microsoft.PowerShell.Commands.WriteInformationCommand: Cannot use tag 'PSx'. The 'PS' prefix is reserved.`,
    ],
    [
      'Write-Progress',
      `Write-Progress -Activity A -Status S -PercentComplete 50 -Id 1 -ParentId 0 -SecondsRemaining 3 -CurrentOperation C; Write-Progress -Activity A -Completed; 'done'`,
      'done',
    ],
    ['Write-Progress needs an activity', `try { Write-Progress -Status S } catch { 'refused' }`, 'refused'],
    [
      'Write-Progress -PercentComplete has bounds',
      `try { Write-Progress A -PercentComplete 101 } catch { $_.FullyQualifiedErrorId }`,
      'ParameterArgumentValidationError,Microsoft.PowerShell.Commands.WriteProgressCommand',
    ],
  ],
);
