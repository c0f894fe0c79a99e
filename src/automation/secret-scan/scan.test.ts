import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createRedactor } from '#redaction';

import { scanForSecrets } from './scan.ts';

// Put together here, so that no scanner takes this file for one that leaks.
const of = (...parts: string[]): string => parts.join('');
const random = 'q7Wm2Zr9Tk4Xv1Ln8Bc5';
const jwt = of('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P');

const secrets: readonly (readonly [rule: string, line: string])[] = [
  ['PrivateKey', of('-----BEGIN ', 'PRIVATE KEY-----')],
  ['PrivateKey', of('$pem = "-----BEGIN RSA ', 'PRIVATE KEY-----')],
  ['PrivateKey', of('# -----BEGIN OPENSSH ', 'PRIVATE KEY-----')],
  ['EntraClientSecret', of("$s = 'abc", '8Q~', 'dEfGhIjKlMnOpQrStUvWxYz0123456789-_', "'")],
  ['EntraClientSecret', of('  clientSecret: "x.Y7', 'Q~', 'aaaaBBBBccccDDDDeeeeFFFFgggg1234_.', '"')],
  ['JsonWebToken', `const token = '${jwt}'`],
  ['AzureStorageKey', of('AccountName=x;AccountKey=', 'A'.repeat(86), '==;EndpointSuffix=core.windows.net')],
  ['AzureSharedAccessKey', of('SharedAccessKeyName=a;SharedAccessKey=', 'B'.repeat(43), '=')],
  ['AzureSharedAccessSignature', of('"https://x.blob.core.windows.net/c?sv=1&sig=', 'C'.repeat(43), '%3D"')],
  ['ConnectionString', '"Server=db1;Database=hr;User Id=sa;Password=Winter24!;"'],
  ['ConnectionString', "conn = 'Data Source=x;Initial Catalog=y;Uid=z;Pwd=abc123'"],
  ['AwsAccessKey', of('AWS_KEY=AKIA', 'IOSFODNN7EXAMPLE')],
  ['GitHubToken', of('curl -H ghp_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8')],
  ['GitHubToken', of('github_pat_', '11ABCDEFG0123456789abcdef_xyz')],
  ['GitLabToken', of('glpat-', 'AbCdEfGhIjKlMnOpQrSt')],
  ['SlackToken', of('xoxb-', '123456789012-abcdefABCDEF')],
  ['WebhookAddress', of('https://hooks.slack.com/services/', 'T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX')],
  ['ApiKey', of('AIza', 'SyA1234567890abcdefghijklmnopqrstuv')],
  ['AuthorizationHeader', `headers = {"Authorization": "Bearer ${random}"}`],
  ['AuthorizationHeader', `$h = @{ Authorization = 'Basic ${random}' }`],
  ['PasswordInAddress', 'git clone https://robot:hunter2pass@git.contoso.com/x'],
  ['PlainTextSecureString', "$p = ConvertTo-SecureString 'Summer2024' -AsPlainText -Force"],
  ['PlainTextSecureString', '$p = ConvertTo-SecureString -String "Summer2024" -AsPlainText -Force'],
  ['PlainTextSecureString', '$p = ConvertTo-SecureString -AsPlainText -Force -String "Summer2024"'],
  ['PlainTextSecureString', "$p = 'Summer2024' | ConvertTo-SecureString -AsPlainText -Force"],
  ['SecretLiteral', "$password = 'Winter-2024'"],
  ['SecretLiteral', '$AdminPwd="p@ssw0rd"'],
  ['SecretLiteral', `$clientSecret = "${random}"`],
  ['SecretLiteral', `api_key = '${random}'`],
  ['SecretLiteral', `  apiKey: '${random}',`],
  ['SecretLiteral', `{"accessToken": "${random}"}`],
  ['SecretLiteral', `[string]$env:TOKEN = '${random}'`],
  ['SecretLiteral', `const storageKey: string = '${random}'`.replace(': string', '')],
];

const harmless: readonly string[] = [
  '$password = $credential.GetNetworkCredential().Password',
  "$password = Get-AutomationVariable -Name 'AdminPassword'",
  '[Parameter(Mandatory)] [SecureString] $Password',
  '$p = ConvertTo-SecureString $plain -AsPlainText -Force',
  '$p = ConvertTo-SecureString "$plain" -AsPlainText -Force',
  "$SecretName = 'graph-client-secret-01'",
  "$passwordLength = '16characters'",
  "$tokenUrl = 'https://login.microsoftonline.com/common/oauth2/v2.0/token'",
  "$token = (Get-AzAccessToken -ResourceUrl 'https://graph.microsoft.com').Token",
  `$clientId = '6f1c2b1e-0d3a-4c55-9a3b-2d1f7e8c9a10'`,
  `$tenantId = "${random}"`,
  "$secret = '<your client secret>'",
  "$password = 'changeme'",
  "password: 'Password'",
  "$PasswordPolicy = 'DisablePasswordExpiration'",
  "const secret = process.env['CLIENT_SECRET']",
  'const password = `${first}-${second}`',
  "Write-Output 'The password of the user was reset'",
  '$headers = @{ Authorization = "Bearer $token" }',
  '"Server=db1;Database=hr;User Id=sa;Password=$($secret);"',
  '"Server=db1;Database=hr;Integrated Security=true"',
  'https://user@contoso.com:443/x',
  "$uri = 'https://graph.microsoft.com/v1.0/users?$select=id,passwordPolicies'",
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN PUBLIC KEY-----',
  '$thumbprint = "A909502DD82AE41433E6F83886B00D4277A32A7B"',
  "token = get_token('https://graph.microsoft.com/.default')",
  "secret_key_name = 'my-key-vault-key-2'",
  "$apiKey = 'see-the-credential-asset'",
  "if ($token -eq 'continuationToken1') { }",
  'const hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"',
  "sku = 'SPE_E3'; group = 'sg-licences-e3-2024'",
  '$passwordProfile = @{ forceChangePasswordNextSignIn = $true }',
];

test.each(secrets)('%s is found in: %s', (rule, line) => {
  const findings = scanForSecrets(`first\n${line}\nlast`);
  expect(findings).toEqual([
    { rule, line: 2, column: expect.any(Number), message: expect.stringMatching(/\w\. \w.*\.$/) },
  ]);
});

test.each(harmless)('nothing is found in: %s', (line) => {
  expect(scanForSecrets(line)).toEqual([]);
});

describe('a finding', () => {
  test('says where the secret begins, and never what it is', () => {
    for (const [, line] of secrets) {
      const [finding] = scanForSecrets(line);
      expect(finding!.column).toBeGreaterThan(0);
      expect(finding!.column).toBeLessThanOrEqual(line.length);
      const secret = line.slice(finding!.column - 1, finding!.column + 7);
      expect(finding!.message.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    expect(scanForSecrets(`$clientSecret = "${random}"`)[0]).toMatchObject({ line: 1, column: 18 });
  });

  test.each(['#', '//', '<#'])('is not made on a line that allows it in a comment of %s', (sign) => {
    expect(scanForSecrets(`$password = 'Winter-2024' ${sign} tenantry:allow-secret of the sample`)).toEqual(
      [],
    );
    expect(scanForSecrets(`${sign} tenantry:allow-secret\n$password = 'Winter-2024'`)).toHaveLength(1);
  });

  test('is made of a value that is a secret of the account, in any encoding', () => {
    const { finder } = createRedactor(['plain words of ours']);
    const encoded = Buffer.from('plain words of ours').toString('base64');
    const text = `say 'plain words of ours'\nsay '${encoded}'\nsay 'others'`;
    expect(scanForSecrets(text, finder)).toMatchObject([
      { rule: 'AccountSecret', line: 1, column: 6 },
      { rule: 'AccountSecret', line: 2, column: 6 },
    ]);
  });
});

test('ready-made runbooks and examples have none', async () => {
  const { globSync, readFileSync } = await import('node:fs');
  const root = new URL('../../../', import.meta.url).pathname;
  const files = globSync(['runbooks/**/*.ts', 'examples/**/*.{ps1,ts,py}'], { cwd: root });
  expect(files.length).toBeGreaterThan(20);
  for (const file of files)
    expect({ file, found: scanForSecrets(readFileSync(`${root}${file}`, 'utf8')) }).toEqual({
      file,
      found: [],
    });
});

test('no text makes it hang or fail', () => {
  const piece = fc.constantFrom(
    'password',
    '=',
    ' ',
    "'",
    '"',
    'Server=',
    ';',
    'eyJ',
    'a'.repeat(200),
    '\n',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      expect(Array.isArray(scanForSecrets(pieces.join('')))).toBe(true);
    }),
  );
  expect(scanForSecrets(`${'password = '.repeat(20_000)}\n${'a'.repeat(500_000)}`)).toEqual([]);
});
