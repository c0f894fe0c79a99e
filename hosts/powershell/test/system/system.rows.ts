import { rowsOf } from '../rows.ts';

const sha256 = 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD';

export const rows = rowsOf(
  'Get-Random, New-Guid, Get-FileHash, Get-Host, Get-Culture, New-TemporaryFile, data files',
  [
    [
      'Get-Random -Maximum is never reached',
      `1..50 | ForEach-Object { Get-Random -Maximum 2 } | Where-Object { $_ -notin 0, 1 }; 'ok'`,
      'ok',
    ],
    ['Get-Random by position', `Get-Random 1`, '0'],
    ['Get-Random -Minimum -Maximum', `Get-Random -Minimum 5 -Maximum 6`, '5'],
    [
      'Get-Random kinds of number',
      `(Get-Random).GetType().Name; (Get-Random -Maximum 5000000000).GetType().Name; (Get-Random -Maximum 1.5).GetType().Name`,
      'Int32\nInt64\nDouble',
    ],
    ['Get-Random -Count of numbers', `@(Get-Random -Maximum 9 -Count 3).Count`, '3'],
    [
      'Get-Random of objects',
      `(1..5 | Get-Random) -in 1..5; (Get-Random -InputObject a, b) -in 'a', 'b'`,
      'True\nTrue',
    ],
    [
      'Get-Random -Count takes each object once',
      `$got = 1..5 | Get-Random -Count 9; $got.Count; 1..5 | Where-Object { $_ -notin $got }`,
      '5',
    ],
    [
      'Get-Random -Shuffle',
      `$got = 1..5 | Get-Random -Shuffle; $got.Count; 1..5 | Where-Object { $_ -notin $got }`,
      '5',
    ],
    ['Get-Random -SetSeed repeats', `$a = Get-Random -SetSeed 7; (Get-Random -SetSeed 7) -eq $a`, 'True'],
    [
      'Get-Random with the ends the wrong way round',
      `try { Get-Random -Minimum 5 -Maximum 2 } catch { "$_" }`,
      'The Minimum value (5) cannot be greater than or equal to the Maximum value (2).',
    ],
    [
      'Get-SecureRandom',
      `Get-SecureRandom -Minimum 3 -Maximum 4; (1, 2 | Get-SecureRandom) -in 1, 2`,
      '3\nTrue',
    ],
    ['New-Guid', `(New-Guid).GetType().Name; (New-Guid).ToString().Length`, 'Guid\n36'],
    ['New-Guid -Empty', `(New-Guid -Empty).ToString()`, '00000000-0000-0000-0000-000000000000'],
    [
      'New-Guid from text',
      `('{0000000A-0000-0000-0000-000000000001}' | New-Guid).ToString()`,
      '0000000a-0000-0000-0000-000000000001',
    ],
    [
      'Get-FileHash is SHA256',
      `Set-Content a abc -NoNewline; (Get-FileHash a).Algorithm; (Get-FileHash a).Hash`,
      `SHA256\n${sha256}`,
    ],
    [
      'Get-FileHash -Algorithm',
      `Set-Content a abc -NoNewline; (Get-FileHash a -Algorithm MD5).Hash; (Get-FileHash a -Algorithm sha1).Hash`,
      '900150983CD24FB0D6963F7D28E17F72\nA9993E364706816ABA3E25717850C26C9CD0D89D',
    ],
    [
      'Get-FileHash of files from the pipeline',
      `Set-Content a abc -NoNewline; (Get-ChildItem | Get-FileHash).Path`,
      '<dir>/a',
    ],
    [
      'Get-FileHash -InputStream',
      `(Get-FileHash -InputStream ([IO.MemoryStream]::new([Text.Encoding]::ASCII.GetBytes('abc')))).Hash`,
      sha256,
    ],
    [
      'Get-FileHash of nothing',
      `Get-FileHash -LiteralPath nope -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId`,
      'FileNotFound,Microsoft.PowerShell.Commands.GetFileHashCommand',
      'the original is a script function with an id of its own',
    ],
    ['Get-Host', `(Get-Host).Name`, 'Rows', 'an installed pwsh runs the row in a host of the same name'],
    [
      'Get-Culture and Get-UICulture',
      `(Get-Culture).GetType().Name; (Get-UICulture).GetType().Name`,
      'CultureInfo\nCultureInfo',
    ],
    ['New-TemporaryFile', `$f = New-TemporaryFile; $f.Length; Remove-Item $f; Test-Path $f`, '0\nFalse'],
    ['Get-Uptime', `(Get-Uptime).GetType().Name; (Get-Uptime -Since) -lt (Get-Date)`, 'TimeSpan\nTrue'],
    [
      'Import-PowerShellDataFile',
      `Set-Content d.psd1 '@{ a = 1; b = @("x", "y") }'; $d = Import-PowerShellDataFile d.psd1; $d.a; $d.b`,
      '1\nx\ny',
    ],
    [
      'Import-PowerShellDataFile runs nothing',
      `Set-Content d.psd1 '@{ a = (Get-Date) }'; try { Import-PowerShellDataFile d.psd1 -ErrorAction Stop } catch { 'refused' }`,
      'refused',
    ],
    [
      'Import-LocalizedData',
      `Set-Content d.psd1 '@{ hello = "Hi" }'; Import-LocalizedData -BindingVariable m -BaseDirectory $PWD -FileName d; $m.hello`,
      'Hi',
    ],
    [
      'Import-LocalizedData prefers the language',
      `$null = New-Item de-DE -ItemType Directory; Set-Content d.psd1 '@{ hello = "Hi" }'; Set-Content de-DE/d.psd1 '@{ hello = "Moin" }'; Import-LocalizedData m -UICulture de-DE -BaseDirectory $PWD -FileName d; $m.hello`,
      'Moin',
    ],
  ],
);
