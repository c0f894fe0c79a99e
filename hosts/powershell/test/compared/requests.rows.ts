import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: requests', [
  [
    `Invoke-RestMethod $env:ROW_SERVER/loop -MaximumRedirection 0 -SkipHttpErrorCheck; 'next'`,
    `next

error MaximumRedirectExceeded,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.`,
  ],
  [
    `Invoke-WebRequest $env:ROW_SERVER/loop -MaximumRedirection 0 -SkipHttpErrorCheck | select StatusCode; 'next'`,
    `StatusCode
----------
       302
next


error MaximumRedirectExceeded,Microsoft.PowerShell.Commands.InvokeWebRequestCommand: The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.`,
  ],
  [
    `Invoke-WebRequest $env:ROW_SERVER/loop -MaximumRedirection 1 -SkipHttpErrorCheck | select StatusCode; 'next'`,
    `StatusCode
----------
       302
next`,
  ],
  [
    `Invoke-WebRequest $env:ROW_SERVER/loop -MaximumRedirection 0 -ErrorAction SilentlyContinue | select StatusCode; 'next'`,
    `next

error WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand: Response status code does not indicate success: 302 (Found).`,
  ],
  [
    `$r = Invoke-WebRequest $env:ROW_SERVER/html; ($r | Out-String) -replace 'Date: .*','Date'`,
    `StatusCode        : 200
StatusDescription : OK
Content           : <html><body><a href="/x?a=1&amp;b=2">go</a><img src="p.png"><input name="q" value="v"></body></html>
RawContent        : HTTP/1.1 200 OK
                    Date
                    Connection: keep-alive
                    Keep-Alive: timeout=5
                    Transfer-Encoding: chunked
                    Content-Type: text/html

                    <html><body><a href="/x?a=1&amp;b=2">go</a><img src…
Headers           : {[Date, System.String[]], [Connection, System.String[]], [Keep-Alive, System.String[]], [Transfer-Encoding, System.String[]]…}
Images            : {@{outerHTML=<img src="p.png">; tagName=IMG; src=p.png}}
InputFields       : {@{outerHTML=<input name="q" value="v">; tagName=INPUT; name=q; value=v}}
Links             : {@{outerHTML=<a href="/x?a=1&amp;b=2">go</a>; tagName=A; href=/x?a=1&amp;b=2}}
RawContentLength  : 100
RelationLink      : {}`,
  ],
  [
    `$r = Invoke-WebRequest $env:ROW_SERVER/bytes; ($r | Out-String) -replace 'Date: .*','Date'`,
    `StatusCode        : 200
StatusDescription : OK
Content           : {1, 2, 255}
RawContent        : HTTP/1.1 200 OK
                    Date
                    Connection: keep-alive
                    Keep-Alive: timeout=5
                    Transfer-Encoding: chunked
                    Content-Type: application/octet-stream

                    ..?
Headers           : {[Date, System.String[]], [Connection, System.String[]], [Keep-Alive, System.String[]], [Transfer-Encoding, System.String[]]…}
RawContentLength  : 3
RelationLink      : {}`,
  ],
  [`$r = Invoke-WebRequest $env:ROW_SERVER/text -OutFile x -PassThru; $r.OutFile`, `<dir>/x`],
  [`Invoke-RestMethod $env:ROW_SERVER/status/204`, ``],
  [`(Invoke-RestMethod $env:ROW_SERVER/echo?x=1 -Method Get -Body @{q='a b'}).url`, `/echo?x=1&q=a+b`],
  [
    `(Invoke-RestMethod $env:ROW_SERVER/echo -CustomMethod foo).method`,
    `error WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: Response status code does not indicate success: 400 (Bad Request).`,
  ],
  [
    `Invoke-RestMethod $env:ROW_SERVER/status/500 -SkipHttpErrorCheck -StatusCodeVariable s; $s`,
    `error
-----
@{code=No; message=not today}
500`,
  ],
  [
    `Invoke-RestMethod http://127.0.0.1:1/; 'next'`,
    `next

error WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: Connection refused`,
  ],
  [
    `try { Invoke-RestMethod http://127.0.0.1:1/ } catch { $_.Exception.GetType().FullName; $_.FullyQualifiedErrorId; $_.Exception.Response -eq $null; $_.Exception.Message }`,
    `System.Net.Http.HttpRequestException
WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
True
Connection refused (127.0.0.1:1)`,
  ],
  [
    `Invoke-RestMethod $env:ROW_TLS/text; 'next'`,
    `next

error WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The remote certificate is invalid because of errors in the certificate chain: PartialChain`,
  ],
  [`Invoke-RestMethod $env:ROW_TLS/text -SkipCertificateCheck`, `hello`],
  [`Invoke-RestMethod $env:ROW_SERVER/array | ForEach-Object { "$_!" }`, `1 2 3!`],
  [`$x = Invoke-RestMethod $env:ROW_SERVER/array; $x.GetType().Name`, `Object[]`],
  [
    `Invoke-RestMethod $env:ROW_SERVER/feed | Select-Object title`,
    `title
-----
one
two`,
  ],
  [`(Invoke-RestMethod $env:ROW_SERVER/xml).r.a`, `1`],
  [
    `Invoke-RestMethod $env:ROW_SERVER/text -Authentication Bearer -Token (ConvertTo-SecureString x -AsPlainText -Force); 'n'`,
    `n

error WebCmdletAllowUnencryptedAuthenticationRequiredException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.`,
  ],
  [
    `(Invoke-RestMethod $env:ROW_SERVER/echo -Authentication Bearer -Token (ConvertTo-SecureString x -AsPlainText -Force) -AllowUnencryptedAuthentication).headers.authorization`,
    `Bearer x`,
  ],
  [
    `(Invoke-RestMethod $env:ROW_SERVER/echo -Headers @{ 'Content-Type' = 'application/json' } -Method Post -Body '{}').headers.'content-type'`,
    `application/json`,
  ],
  [
    `(Invoke-RestMethod $env:ROW_SERVER/echo -Headers @{ 'If-Match' = 'abc' }).headers.'if-match'`,
    `error System.FormatException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The format of value 'abc' is invalid.`,
  ],
  [
    `Invoke-RestMethod $env:ROW_SERVER/echo -Headers @{ 'Authorization' = $null } | % headers | % authorization`,
    ``,
  ],
  [`Invoke-RestMethod $env:ROW_SERVER/text -OutFile x.txt; Get-Content x.txt`, `hello`],
  [
    `Invoke-RestMethod -Uri '' ; 'n'`,
    `n

error System.UriFormatException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: Invalid URI: The hostname could not be parsed.`,
  ],
  [
    `Invoke-RestMethod $env:ROW_SERVER/cookie -SessionVariable s; $s.Cookies.Count; $s.GetType().FullName; (Invoke-RestMethod $env:ROW_SERVER/echo -WebSession $s).headers.cookie`,
    `set
1
Microsoft.PowerShell.Commands.WebRequestSession
kept=1`,
  ],
  [`Invoke-RestMethod http://example.invalid/text -Proxy $env:ROW_SERVER`, `hello`],
  [
    `(Invoke-WebRequest $env:ROW_SERVER/json).Content | ConvertFrom-Json`,
    `a list   deep
- ----   ----
1 {1, 2} @{b=x}`,
  ],
  [
    `Invoke-WebRequest $env:ROW_SERVER/text | Format-List StatusCode, StatusDescription, Content, Links`,
    `StatusCode        : 200
StatusDescription : OK
Content           : hello
Links             : {}`,
  ],
  [
    `foreach ($m in 'Get','Head','Post','Put','Patch','Delete','Options','Merge','Trace') { $r = Invoke-WebRequest $env:ROW_SERVER/echo -Method $m -SkipHttpErrorCheck; "$m " + ($r.Content ? ($r.Content | ConvertFrom-Json).headers.'content-length' : '-') + " " + ($r.Content ? ($r.Content | ConvertFrom-Json).headers.'content-type' : '-') }`,
    `Get
Head - -
Post 0 application/x-www-form-urlencoded
Put 0
Patch 0
Delete 0
Options 0
Merge 0
Trace 0`,
  ],
  [
    `foreach ($m in 'Get','Head','Post','Put','Patch','Delete','Options','Merge') { $r = Invoke-WebRequest $env:ROW_SERVER/echo -Method $m -ContentType text/x-y -SkipHttpErrorCheck; "$m " + ($r.Content ? ($r.Content | ConvertFrom-Json).headers.'content-length' : '-') + " " + ($r.Content ? ($r.Content | ConvertFrom-Json).headers.'content-type' : '-') }`,
    `Get 0 text/x-y
Head - -
Post 0 text/x-y
Put 0 text/x-y
Patch 0 text/x-y
Delete 0 text/x-y
Options 0 text/x-y
Merge 0 text/x-y`,
  ],
  [
    `foreach ($m in 'Get','Post','Put','Patch','Delete','Options') { $r = Invoke-WebRequest $env:ROW_SERVER/echo -Method $m -Body 'x=ä' -SkipHttpErrorCheck; $j = ($r.Content | ConvertFrom-Json); "$m $($j.headers.'content-length') $($j.headers.'content-type') $($j.body) $($j.url)" }`,
    `Get 4  x=ä /echo
Post 4 application/x-www-form-urlencoded x=ä /echo
Put 4  x=ä /echo
Patch 4  x=ä /echo
Delete 4  x=ä /echo
Options 4  x=ä /echo`,
  ],
  [
    `foreach ($m in 'Get','Post','Put','Patch','Delete') { $r = Invoke-WebRequest $env:ROW_SERVER/echo -Method $m -Body @{x='ä/b'} -SkipHttpErrorCheck; $j = ($r.Content | ConvertFrom-Json); "$m $($j.headers.'content-length') $($j.headers.'content-type') $($j.body) $($j.url)" }`,
    `Get    /echo?x=%C3%A4%2Fb
Post 12 application/x-www-form-urlencoded x=%C3%A4%2Fb /echo
Put 12  x=%C3%A4%2Fb /echo
Patch 12  x=%C3%A4%2Fb /echo
Delete 12  x=%C3%A4%2Fb /echo`,
  ],
  [`Invoke-RestMethod $env:ROW_SERVER/xml -ErrorAction Stop | % OuterXml`, `<r><a>1</a></r>`],
  [`Invoke-RestMethod $env:ROW_SERVER/bytes | % GetType | % Name`, `String`],
  [
    `Invoke-RestMethod $env:ROW_SERVER/html`,
    `<html><body><a href="/x?a=1&amp;b=2">go</a><img src="p.png"><input name="q" value="v"></body></html>`,
  ],
  [`Invoke-RestMethod $env:ROW_SERVER/latin1`, `é`],
  [`(Invoke-RestMethod $env:ROW_SERVER/json).deep.b`, `x`],
]);
