import { rowsOf } from '../rows.ts';

const s = `$s = ConvertTo-SecureString 'p@ss' -AsPlainText -Force; `;

export const rows = rowsOf('Microsoft.PowerShell.Security', [
  ['ConvertTo-SecureString -AsPlainText -Force', `${s}$s.GetType().Name; $s.Length`, 'SecureString\n4'],
  ['-Force is not needed', `(ConvertTo-SecureString x -AsPlainText).Length`, '1'],
  [
    '-String by name and from the pipeline',
    `(ConvertTo-SecureString -String abc -AsPlainText).Length; ('abc' | ConvertTo-SecureString -AsPlainText).Length`,
    '3\n3',
  ],
  ['ConvertFrom-SecureString -AsPlainText', `${s}$s | ConvertFrom-SecureString -AsPlainText`, 'p@ss'],
  [
    'there and back without a key',
    `${s}$s | ConvertFrom-SecureString | ConvertTo-SecureString | ConvertFrom-SecureString -AsPlainText`,
    'p@ss',
  ],
  [
    'there and back with -Key',
    `${s}$k = [byte[]](1..16); $t = ConvertFrom-SecureString $s -Key $k; $t -match 'p@ss'; ConvertTo-SecureString $t -Key $k | ConvertFrom-SecureString -AsPlainText`,
    'False\np@ss',
  ],
  [
    '-Key of 32 bytes',
    `${s}$k = [byte[]](1..32); $s | ConvertFrom-SecureString -Key $k | ConvertTo-SecureString -Key $k | ConvertFrom-SecureString -AsPlainText`,
    'p@ss',
  ],
  [
    '-SecureKey',
    `${s}$k = ConvertTo-SecureString '0123456789abcdef' -AsPlainText; ConvertFrom-SecureString $s -SecureKey $k | ConvertTo-SecureString -SecureKey $k | ConvertFrom-SecureString -AsPlainText`,
    'p@ss',
  ],
  [
    'a text written with a key by PowerShell',
    `ConvertTo-SecureString '76492d1116743f0423413b16050a5345MgB8AEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAPQA9AHwA' -Key ([byte[]](1..16)) -ErrorAction SilentlyContinue; $Error.Count`,
    '1',
  ],
  [
    'the wrong key',
    `${s}$t = ConvertFrom-SecureString $s -Key ([byte[]](1..16)); ConvertTo-SecureString $t -Key ([byte[]](2..17)) -ErrorAction SilentlyContinue; $Error.Count`,
    '1',
  ],
  [
    'a credential from it',
    `${s}$c = [pscredential]::new('u', $s); $c.GetNetworkCredential().Password`,
    'p@ss',
  ],
  [
    'New-Object PSCredential',
    `${s}(New-Object System.Management.Automation.PSCredential ('u', $s)).UserName`,
    'u',
  ],
  [
    'Get-Credential hands on a credential',
    `${s}$c = [pscredential]::new('u', $s); (Get-Credential $c).UserName; (Get-Credential -Credential $c).UserName`,
    'u\nu',
  ],
  [
    'Get-Credential asks nobody',
    `try { Get-Credential bob } catch { $_.FullyQualifiedErrorId }`,
    'CredentialPromptNotPossible,Microsoft.PowerShell.Commands.GetCredentialCommand',
    'an installed pwsh asks its host',
  ],
  [
    'Get-ExecutionPolicy',
    `Get-ExecutionPolicy; Get-ExecutionPolicy -Scope Process`,
    'Unrestricted\nUnrestricted',
  ],
  ['Get-ExecutionPolicy -List', `(Get-ExecutionPolicy -List).Count`, '5'],
  [
    'Set-ExecutionPolicy says that it cannot, and the script goes on',
    `try { Set-ExecutionPolicy Bypass -Scope Process -Force } catch { "$_" }; 'after'`,
    'Operation is not supported on this platform.\nafter',
  ],
  [
    'Get-PfxCertificate',
    `$key = [Security.Cryptography.RSA]::Create(2048); $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=row', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1); $made = $request.CreateSelfSigned([datetimeoffset]::Now.AddDays(-1), [datetimeoffset]::Now.AddDays(1)); [IO.File]::WriteAllBytes("$PWD/c.pfx", $made.Export('Pfx', 'pw')); $c = Get-PfxCertificate c.pfx -Password (ConvertTo-SecureString pw -AsPlainText); $c.Subject; $c.HasPrivateKey; $c.Thumbprint -eq $made.Thumbprint`,
    'CN=row\nTrue\nTrue',
  ],
  [
    'Get-PfxCertificate of nothing',
    `try { Get-PfxCertificate nope.pfx } catch { $_.FullyQualifiedErrorId }`,
    'GetPfxCertCommandNoneOfTheFilesFound,Microsoft.PowerShell.Commands.GetPfxCertificateCommand',
  ],
]);
