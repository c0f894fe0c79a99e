import { rowsOf } from '../rows.ts';

const u = '$env:ROW_SERVER';

export const rows = rowsOf('Invoke-WebRequest', [
  [
    'status, words and content',
    `$r = Invoke-WebRequest ${u}/text; $r.StatusCode; $r.StatusDescription; $r.Content`,
    '200\nOK\nhello',
  ],
  [
    'headers are lists',
    `(Invoke-WebRequest ${u}/text).Headers['Content-Type']; (Invoke-WebRequest ${u}/text).Headers['Content-Type'].GetType().Name`,
    'text/plain; charset=utf-8\nString[]',
  ],
  ['JSON stays text', `(Invoke-WebRequest ${u}/json).Content | ConvertFrom-Json | ForEach-Object a`, '1'],
  [
    'bytes stay bytes',
    `$c = (Invoke-WebRequest ${u}/bytes).Content; $c.GetType().Name; $c -join ','`,
    'Byte[]\n1,2,255',
  ],
  ['-OutFile', `Invoke-WebRequest ${u}/bytes -OutFile o.bin; (Get-Item o.bin).Length`, '3'],
  [
    '-OutFile into a folder takes the name of the address',
    `Invoke-WebRequest ${u}/text -OutFile .; Get-Content text`,
    'hello',
  ],
  [
    '-OutFile of a folder takes the last name of the address',
    `$null = New-Item d -ItemType Directory; Invoke-WebRequest ${u}/download -OutFile d; (Get-ChildItem -Recurse -File -Name)`,
    'd/download',
  ],
  ['-OutFile -PassThru', `(Invoke-WebRequest ${u}/text -OutFile o -PassThru).StatusCode`, '200'],
  [
    'links, pictures and fields',
    `$r = Invoke-WebRequest ${u}/html; $r.Links[0].href; $r.Images[0].src; $r.InputFields[0].value`,
    '/x?a=1&amp;b=2\np.png\nv',
  ],
  [
    '-Method Head',
    `$r = Invoke-WebRequest ${u}/text -Method Head; $r.StatusCode; $r.Content.Length`,
    '200\n0',
  ],
  [
    '-Method Post -Body',
    `((Invoke-WebRequest ${u}/echo -Method Post -Body 'a=1').Content | ConvertFrom-Json).body`,
    'a=1',
  ],
  [
    'a failure',
    `try { Invoke-WebRequest ${u}/status/500 } catch { $_.FullyQualifiedErrorId; $_.Exception.Response.StatusCode.value__ }`,
    'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand\n500',
  ],
  ['-SkipHttpErrorCheck', `(Invoke-WebRequest ${u}/status/404 -SkipHttpErrorCheck).StatusCode`, '404'],
  [
    'RawContent begins with the status line',
    `(Invoke-WebRequest ${u}/text).RawContent.Split("\`n")[0]; (Invoke-WebRequest ${u}/text).RawContentLength`,
    'HTTP/1.1 200 OK\n5',
  ],
  ['RelationLink', `(Invoke-WebRequest ${u}/page/1).RelationLink['next'] -match '/page/2$'`, 'True'],
  [
    'BaseResponse is the response',
    `(Invoke-WebRequest ${u}/redirect).BaseResponse.RequestMessage.RequestUri.AbsolutePath`,
    '/text',
  ],
  ['-UseBasicParsing is taken', `(Invoke-WebRequest -Uri ${u}/text -UseBasicParsing).StatusCode`, '200'],
  [
    '-SessionVariable',
    `$null = Invoke-WebRequest ${u}/cookie -SessionVariable s; $s.Cookies.Count; $s.GetType().Name`,
    '1\nWebRequestSession',
  ],
  ['in text it is its content', `"$(Invoke-WebRequest ${u}/text)"`, 'hello'],
]);
