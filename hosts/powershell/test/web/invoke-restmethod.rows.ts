import { rowsOf } from '../rows.ts';

const u = '$env:ROW_SERVER';
const bearer = `-Authentication Bearer -Token (ConvertTo-SecureString abc -AsPlainText)`;

export const rows = rowsOf('Invoke-RestMethod', [
  ['JSON becomes an object', `$r = Invoke-RestMethod ${u}/json; $r.a; $r.deep.b; $r.list.Count`, '1\nx\n2'],
  [
    'a list is one object, to be enumerated by the next command',
    `(Invoke-RestMethod ${u}/array).Count; (Invoke-RestMethod ${u}/array) | ForEach-Object { $_ }`,
    '3\n1\n2\n3',
  ],
  ['XML becomes a document', `(Invoke-RestMethod ${u}/xml).r.a`, '1'],
  ['a feed becomes its entries', `(Invoke-RestMethod ${u}/feed).title`, 'one\ntwo'],
  ['other text stays text', `Invoke-RestMethod ${u}/text`, 'hello'],
  ['the character set of the response', `Invoke-RestMethod ${u}/latin1`, 'é'],
  [
    '-Uri and -Method by name',
    `(Invoke-RestMethod -Uri ${u}/echo -Method Post).method; (Invoke-RestMethod -Method Delete -Uri ${u}/echo).method`,
    'POST\nDELETE',
  ],
  [
    '-Method Patch with JSON',
    `$r = Invoke-RestMethod ${u}/echo -Method Patch -Body '{"a":1}' -ContentType application/json; $r.method; $r.body; $r.headers.'content-type'`,
    'PATCH\n{"a":1}\napplication/json',
  ],
  ['-CustomMethod', `(Invoke-RestMethod ${u}/echo -CustomMethod PURGE).method`, 'PURGE'],
  [
    '-Headers',
    `(Invoke-RestMethod ${u}/echo -Headers @{ 'X-Row' = 'yes'; Authorization = 'Bearer t' }).headers | ForEach-Object { $_.'x-row'; $_.authorization }`,
    'yes\nBearer t',
  ],
  [
    '-Headers with Content-Type',
    `(Invoke-RestMethod ${u}/echo -Method Post -Body '{}' -Headers @{ 'Content-Type' = 'application/json' }).headers.'content-type'`,
    'application/json',
  ],
  [
    '-ContentType decides the bytes',
    `(Invoke-RestMethod ${u}/echo -Method Post -Body 'é' -ContentType 'text/plain; charset=utf-8').headers.'content-length'`,
    '2',
  ],
  [
    '-Body of text in a POST is a form unless told',
    `(Invoke-RestMethod ${u}/echo -Method Post -Body 'a=1').headers.'content-type'`,
    'application/x-www-form-urlencoded',
  ],
  [
    '-Body dictionary in a POST is a form',
    `(Invoke-RestMethod ${u}/echo -Method Post -Body ([ordered]@{ a = 1; b = 'x y&z' })).body`,
    'a=1&b=x+y%26z',
  ],
  [
    '-Body dictionary in a GET is the query',
    `(Invoke-RestMethod ${u}/echo -Body ([ordered]@{ a = 1; b = 'x y' })).url; (Invoke-RestMethod "${u}/echo?z=0" -Body @{ a = 1 }).url`,
    '/echo?a=1&b=x+y\n/echo?z=0&a=1',
  ],
  [
    '-Body of ConvertTo-Json',
    `(Invoke-RestMethod ${u}/echo -Method Put -Body (@{ a = 1 } | ConvertTo-Json -Compress) -ContentType application/json).body`,
    '{"a":1}',
  ],
  [
    '-Body from the pipeline',
    `('{"p":1}' | Invoke-RestMethod ${u}/echo -Method Post -ContentType application/json).body`,
    '{"p":1}',
  ],
  ['-Body bytes', `(Invoke-RestMethod ${u}/echo -Method Post -Body ([byte[]](65, 66))).body`, 'AB'],
  [
    '-InFile',
    `Set-Content f '{"f":1}' -NoNewline; (Invoke-RestMethod ${u}/echo -Method Post -InFile f -ContentType application/json).body`,
    '{"f":1}',
  ],
  [
    '-Form',
    `Set-Content f 'in file' -NoNewline; $b = (Invoke-RestMethod ${u}/echo -Form @{ name = 'x'; file = Get-Item f }).body; $b -match 'name="?name"?'; $b -match 'filename="?f"?'; $b -match 'in file'`,
    'True\nTrue\nTrue',
  ],
  [
    '-Form with -Method Post',
    `$r = Invoke-RestMethod ${u}/echo -Method Post -Form @{ a = 1 }; $r.method; $r.headers.'content-type'.Split(';')[0]`,
    'POST\nmultipart/form-data',
  ],
  ['-UserAgent', `(Invoke-RestMethod ${u}/echo -UserAgent 'Row/1').headers.'user-agent'`, 'Row/1'],
  [
    'the usual user agent names PowerShell',
    `(Invoke-RestMethod ${u}/echo).headers.'user-agent' -match 'PowerShell/7'`,
    'True',
  ],
  ['-OutFile', `Invoke-RestMethod ${u}/text -OutFile o.txt; Get-Content o.txt`, 'hello'],
  [
    '-OutFile -PassThru',
    `Invoke-RestMethod ${u}/text -OutFile o.txt -PassThru; Test-Path o.txt`,
    'hello\nTrue',
  ],
  [
    'a failure can be caught with status and body',
    `try { Invoke-RestMethod ${u}/status/404 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.ErrorDetails.Message; [int]$_.Exception.Response.StatusCode; $_.Exception.GetType().FullName }`,
    'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand\nResponse status code does not indicate success: 404 (Not Found).\n\n{\n  "error": {\n    "code": "No",\n    "message": "not today"\n  }\n}\n404\nMicrosoft.PowerShell.Commands.HttpResponseException',
  ],
  [
    'a failure by its type',
    `try { Invoke-RestMethod ${u}/status/500 } catch [Microsoft.PowerShell.Commands.HttpResponseException] { $_.Exception.StatusCode }`,
    'InternalServerError',
  ],
  [
    'the body of a failure as JSON',
    `try { Invoke-RestMethod ${u}/status/403 } catch { ($_.ErrorDetails.Message | ConvertFrom-Json).error.code }`,
    'No',
  ],
  [
    '-SkipHttpErrorCheck -StatusCodeVariable',
    `(Invoke-RestMethod ${u}/status/404 -SkipHttpErrorCheck -StatusCodeVariable code).error.code; $code`,
    'No\n404',
  ],
  [
    '-ResponseHeadersVariable',
    `$null = Invoke-RestMethod ${u}/text -ResponseHeadersVariable h; $h['Content-Type']`,
    'text/plain; charset=utf-8',
  ],
  [
    'nobody listens',
    `try { Invoke-RestMethod http://127.0.0.1:1/ } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }`,
    'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand\nHttpRequestException',
  ],
  [
    '-TimeoutSec',
    `try { Invoke-RestMethod ${u}/silent -TimeoutSec 1 } catch { $_.FullyQualifiedErrorId }`,
    'ConnectionTimeoutReached,Microsoft.PowerShell.Commands.InvokeRestMethodCommand',
  ],
  [
    '-MaximumRetryCount -RetryIntervalSec',
    `Invoke-RestMethod ${u}/flaky/a -MaximumRetryCount 1 -RetryIntervalSec 1`,
    'at last',
  ],
  [
    'without -MaximumRetryCount once is all',
    `try { Invoke-RestMethod ${u}/flaky/b } catch { [int]$_.Exception.Response.StatusCode }`,
    '503',
  ],
  [
    'a retry waits as long as the server says',
    `$t = [Diagnostics.Stopwatch]::StartNew(); Invoke-RestMethod ${u}/throttled/a -MaximumRetryCount 1 -RetryIntervalSec 30; $t.Elapsed.TotalSeconds -lt 20`,
    'at last\nTrue',
  ],
  [
    '-Authentication Bearer over plain HTTP is refused',
    `try { Invoke-RestMethod ${u}/echo ${bearer} } catch { $_.FullyQualifiedErrorId.Split(',')[0] }`,
    'WebCmdletAllowUnencryptedAuthenticationRequiredException',
  ],
  [
    '-Authentication Bearer -Token',
    `(Invoke-RestMethod ${u}/echo ${bearer} -AllowUnencryptedAuthentication).headers.authorization`,
    'Bearer abc',
  ],
  [
    '-Authentication Basic -Credential',
    `$c = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText)); (Invoke-RestMethod ${u}/echo -Authentication Basic -Credential $c -AllowUnencryptedAuthentication).headers.authorization`,
    'Basic dTpw',
  ],
  [
    '-Authentication without its secret',
    `try { Invoke-RestMethod ${u}/echo -Authentication Bearer -AllowUnencryptedAuthentication } catch { $_.FullyQualifiedErrorId.Split(',')[0] }`,
    'WebCmdletAuthenticationTokenNotSuppliedException',
  ],
  ['redirections are followed', `Invoke-RestMethod ${u}/redirect`, 'hello'],
  [
    '-MaximumRedirection',
    `try { Invoke-RestMethod ${u}/loop -MaximumRedirection 2 } catch { $_.FullyQualifiedErrorId.Split(',')[0] }`,
    'WebCmdletWebResponseException',
  ],
  [
    '-MaximumRedirection 0',
    `try { Invoke-RestMethod ${u}/redirect -MaximumRedirection 0 } catch { [int]$_.Exception.Response.StatusCode }`,
    '302',
  ],
  [
    '-SessionVariable and -WebSession keep cookies',
    `$null = Invoke-RestMethod ${u}/cookie -SessionVariable s; (Invoke-RestMethod ${u}/echo -WebSession $s).headers.cookie`,
    'kept=1',
  ],
  [
    'without a session no cookie',
    `$null = Invoke-RestMethod ${u}/cookie; (Invoke-RestMethod ${u}/echo).headers.cookie -eq $null`,
    'True',
  ],
  ['-FollowRelLink', `(Invoke-RestMethod ${u}/page/1 -FollowRelLink).page`, '1\n2\n3'],
  [
    '-MaximumFollowRelLink',
    `(Invoke-RestMethod ${u}/page/1 -FollowRelLink -MaximumFollowRelLink 2).page`,
    '1\n2',
  ],
  [
    'a certificate that nobody trusts',
    `try { Invoke-RestMethod $env:ROW_TLS/text } catch { $_.Exception.GetType().Name }`,
    'HttpRequestException',
  ],
  ['-SkipCertificateCheck', `Invoke-RestMethod $env:ROW_TLS/text -SkipCertificateCheck`, 'hello'],
  ['-UseBasicParsing is taken', `Invoke-RestMethod ${u}/text -UseBasicParsing`, 'hello'],
  ['-DisableKeepAlive', `(Invoke-RestMethod ${u}/echo -DisableKeepAlive).headers.connection`, 'Close'],
  [
    'a header of a wrong form',
    `try { Invoke-RestMethod ${u}/echo -Headers @{ 'If-Match' = 'no quotes' } } catch { 'refused' }; (Invoke-RestMethod ${u}/echo -Headers @{ 'If-Match' = 'no quotes' } -SkipHeaderValidation).headers.'if-match'`,
    'refused\nno quotes',
  ],
  [
    '-Verbose names the request',
    `(Invoke-RestMethod ${u}/text -Verbose 4>&1) -replace 'http.*', 'address'`,
    'WebRequest: v1.1 GET address\nWebResponse: 200 OK with text/plain payload\nhello',
  ],
  [
    'a stop ends it at once',
    `$shell = [powershell]::Create().AddScript("Invoke-RestMethod ${u}/silent"); $null = $shell.BeginInvoke(); Start-Sleep -Milliseconds 800; $t = [Diagnostics.Stopwatch]::StartNew(); $shell.Stop(); $t.ElapsedMilliseconds -lt 5000`,
    'True',
  ],
  [
    'a POST sent on by 302 becomes a GET without body',
    `$r = Invoke-RestMethod ${u}/moved/302 -Method Post -Body 'a=1'; $r.method; "[$($r.body)]"`,
    'GET\n[]',
  ],
  [
    'a POST sent on by 307 stays one',
    `$r = Invoke-RestMethod ${u}/moved/307 -Method Post -Body 'a=1'; $r.method; $r.body`,
    'POST\na=1',
  ],
  [
    '-PreserveHttpMethodOnRedirect',
    `(Invoke-RestMethod ${u}/moved/302 -Method Post -Body 'a=1' -PreserveHttpMethodOnRedirect).method`,
    'POST',
  ],
  [
    'a redirection loses the Authorization header',
    `(Invoke-RestMethod ${u}/moved/302 -Headers @{ Authorization = 'Bearer t' }).headers.authorization -eq $null`,
    'True',
  ],
  [
    '-PreserveAuthorizationOnRedirect',
    `(Invoke-RestMethod ${u}/moved/302 -Headers @{ Authorization = 'Bearer t' } -PreserveAuthorizationOnRedirect).headers.authorization`,
    'Bearer t',
  ],
  [
    'a redirection from HTTPS to HTTP is not followed',
    `try { Invoke-RestMethod $env:ROW_TLS/down -SkipCertificateCheck } catch { $_.FullyQualifiedErrorId.Split(',')[0] }`,
    'InsecureRedirection',
  ],
  [
    '-AllowInsecureRedirect',
    `try { Invoke-RestMethod $env:ROW_TLS/down -SkipCertificateCheck -AllowInsecureRedirect } catch { $_.Exception.GetType().Name }`,
    'HttpRequestException',
  ],
  ['-SslProtocol', `Invoke-RestMethod $env:ROW_TLS/text -SkipCertificateCheck -SslProtocol Tls12`, 'hello'],
  ['-HttpVersion', `Invoke-RestMethod ${u}/text -HttpVersion 1.1`, 'hello'],
  ['-HttpVersion is the highest, not the only one', `Invoke-RestMethod ${u}/text -HttpVersion 2.0`, 'hello'],
  ['-NoProxy', `Invoke-RestMethod ${u}/text -NoProxy`, 'hello'],
  ['-Proxy', `Invoke-RestMethod http://example.invalid/text -Proxy ${u}`, 'hello'],
  [
    '-OperationTimeoutSeconds leaves quick answers alone',
    `Invoke-RestMethod ${u}/text -OperationTimeoutSeconds 30`,
    'hello',
  ],
]);
