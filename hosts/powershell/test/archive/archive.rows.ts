import { rowsOf } from '../rows.ts';

const tree = `$null = New-Item d/e/f.txt -Force -Value 1; Set-Content a.txt 2; `;
const ids = 'the original is a script, whose error ids name the function';

export const rows = rowsOf('Compress-Archive, Expand-Archive, Start-Transcript, Stop-Transcript', [
  [
    'a file there and back',
    `${tree}Compress-Archive a.txt z.zip; Expand-Archive z.zip out; Get-Content out/a.txt`,
    '2',
  ],
  [
    'a folder keeps its name',
    `${tree}Compress-Archive -Path d -DestinationPath z.zip; Expand-Archive -Path z.zip -DestinationPath out; Get-ChildItem out -Recurse -File -Name`,
    'd/e/f.txt',
  ],
  [
    'a pattern leaves the folder out',
    `${tree}Compress-Archive d/* z.zip; Expand-Archive z.zip out; Get-ChildItem out -Recurse -File -Name`,
    'e/f.txt',
  ],
  ['.zip is put behind', `${tree}Compress-Archive a.txt z; Test-Path z.zip`, 'True'],
  [
    'an archive that is there',
    `${tree}Compress-Archive a.txt z.zip; try { Compress-Archive a.txt z.zip -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }`,
    'ArchiveFileExists',
  ],
  [
    '-Force writes over it',
    `${tree}Compress-Archive a.txt z.zip; Compress-Archive d z.zip -Force; Expand-Archive z.zip out; Get-ChildItem out -Recurse -File -Name`,
    'd/e/f.txt',
  ],
  [
    '-Update adds to it',
    `${tree}Compress-Archive a.txt z.zip; Compress-Archive d z.zip -Update; Expand-Archive z.zip out; Get-ChildItem out -Recurse -File -Name`,
    'a.txt\nd/e/f.txt',
  ],
  [
    '-CompressionLevel',
    `Set-Content a.txt ('x' * 10000); Compress-Archive a.txt n.zip -CompressionLevel NoCompression; Compress-Archive a.txt o.zip -CompressionLevel Optimal; (Get-Item n.zip).Length -gt (Get-Item o.zip).Length`,
    'True',
  ],
  ['-PassThru', `${tree}(Compress-Archive a.txt z.zip -PassThru).Name`, 'z.zip'],
  ['-WhatIf', `${tree}Compress-Archive a.txt z.zip -WhatIf; Test-Path z.zip`, 'False'],
  [
    'files from the pipeline',
    `${tree}Get-ChildItem *.txt | Compress-Archive -DestinationPath z.zip; Test-Path z.zip`,
    'True',
  ],
  [
    'another extension',
    `${tree}Compress-Archive a.txt z.foo; Expand-Archive z.foo; Get-ChildItem z -Name`,
    'a.txt',
  ],
  [
    'nothing there',
    `Compress-Archive nope z.zip -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId.Split(',')[0]; Test-Path z.zip`,
    'ArchiveCmdletPathNotFound\nFalse',
    ids,
  ],
  [
    'Expand-Archive into a folder of its name',
    `${tree}Compress-Archive a.txt z.zip; Expand-Archive z.zip; Test-Path z/a.txt`,
    'True',
  ],
  [
    'Expand-Archive over files needs -Force',
    `${tree}Compress-Archive a.txt z.zip; Set-Content a.txt new; Expand-Archive z.zip . -ErrorAction SilentlyContinue; Get-Content a.txt; Expand-Archive z.zip . -Force; Get-Content a.txt`,
    'new\n2',
  ],
  [
    'Expand-Archive never writes outside',
    `$null = New-Item in -ItemType Directory; $s = [IO.File]::Create("$PWD/z.zip"); $z = [IO.Compression.ZipArchive]::new($s, 'Create'); $w = [IO.StreamWriter]::new($z.CreateEntry('../out.txt').Open()); $w.Write('x'); $w.Dispose(); $z.Dispose(); $s.Dispose(); Expand-Archive z.zip in -ErrorAction SilentlyContinue; Test-Path out.txt`,
    'False',
  ],
  [
    'Start-Transcript names its file',
    `Start-Transcript -Path t.txt; Stop-Transcript`,
    'Transcript started, output file is t.txt\nTranscript stopped, output file is <dir>/t.txt',
  ],
  [
    'a transcript holds what was said',
    `$null = Start-Transcript t.txt; Write-Host hello; Write-Warning careful; $null = Stop-Transcript; (Get-Content t.txt) -contains 'hello'; (Get-Content t.txt) -contains 'WARNING: careful'`,
    'True\nTrue\n\nwarning: careful\ninformation: hello',
  ],
  [
    '-Append',
    `Set-Content t.txt before; $null = Start-Transcript t.txt -Append; $null = Stop-Transcript; (Get-Content t.txt -First 1)`,
    'before',
  ],
  [
    '-NoClobber',
    `Set-Content t.txt before; try { Start-Transcript t.txt -NoClobber } catch { 'refused' }`,
    'refused',
  ],
  [
    '-OutputDirectory',
    `$null = Start-Transcript -OutputDirectory $PWD; $null = Stop-Transcript; (Get-ChildItem).Name -like 'PowerShell_transcript.*.txt'`,
    'True',
  ],
  [
    'Stop-Transcript without one',
    `try { Stop-Transcript } catch { "$_" }`,
    'An error occurred stopping transcription: The host is not currently transcribing.',
  ],
]);
