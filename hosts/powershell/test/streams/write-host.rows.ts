import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Write-Host', [
  ['is information, not output', `$x = Write-Host hello; "[$x]"`, '[]\n\ninformation: hello'],
  ['the rest of the line with spaces between', `Write-Host a b 3`, 'information: a b 3'],
  ['-Separator', `Write-Host 1, 2, 3 -Separator '; '`, 'information: 1; 2; 3'],
  ['lists in lists', `Write-Host (1, @(2, 3)) -Separator -`, 'information: 1-2-3'],
  [
    '-ForegroundColor and -BackgroundColor travel with it',
    `Write-Host x -ForegroundColor Red -BackgroundColor White 6>&1 | ForEach-Object { "$($_.MessageData.ForegroundColor) $($_.MessageData.BackgroundColor)" }`,
    'Red White',
  ],
  [
    '-NoNewline travels with it',
    `Write-Host x -NoNewline 6>&1 | ForEach-Object { $_.MessageData.NoNewLine }`,
    'True',
  ],
  [
    'is tagged',
    `Write-Host x 6>&1 | ForEach-Object { "$($_.Tags) $($_.MessageData.GetType().Name)" }`,
    'PSHOST HostInformationMessage',
  ],
  ['from the pipeline, one record each', `'a', 'b' | Write-Host`, 'information: a\ninformation: b'],
  ['an object as text', `Write-Host ([pscustomobject]@{ a = 1 })`, 'information: @{a=1}'],
  ['nothing is an empty line', `Write-Host; Write-Host ''`, 'information:\ninformation:'],
]);
