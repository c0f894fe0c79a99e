export type Shell = 'bash' | 'powershell' | 'dotenv';

export interface EnvironmentFacts {
  readonly origin: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly caFile: string;
  readonly clientSecret?: string;
  readonly certificateFile?: string;
}

/** Variables by the client that reads them. */
export function variablesOf(facts: EnvironmentFacts): Readonly<Record<string, string>> {
  const { origin, tenantId, clientId, caFile, clientSecret, certificateFile } = facts;
  return {
    // Azure SDKs of every language: EnvironmentCredential and DefaultAzureCredential.
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    ...(clientSecret !== undefined && { AZURE_CLIENT_SECRET: clientSecret }),
    ...(certificateFile !== undefined && { AZURE_CLIENT_CERTIFICATE_PATH: certificateFile }),
    AZURE_AUTHORITY_HOST: origin,
    // For programs of one's own: the authority of MSAL, the base URL of Graph SDKs.
    MSAL_AUTHORITY: `${origin}/${tenantId}`,
    GRAPH_BASE_URL: `${origin}/v1.0`,
    // Whom to trust: Node.js, Python's requests, OpenSSL and Go, curl.
    NODE_EXTRA_CA_CERTS: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
    CURL_CA_BUNDLE: caFile,
  };
}

export function environmentText(shell: Shell, facts: EnvironmentFacts): string {
  const variables = Object.entries(variablesOf(facts));
  if (shell === 'dotenv')
    return variables.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join('\n');
  if (shell === 'bash') return variables.map(([name, value]) => `export ${name}=${quoted(value)}`).join('\n');
  return [
    ...variables.map(([name, value]) => `$env:${name} = '${value.replaceAll("'", "''")}'`),
    ...powershellEnvironments(facts),
  ].join('\n');
}

/** Both modules know clouds by name, and take a new one by its addresses. */
function powershellEnvironments({ origin, tenantId, clientId }: EnvironmentFacts): string[] {
  return [
    '',
    `Add-MgEnvironment -Name Tenantry -AzureADEndpoint '${origin}' -GraphEndpoint '${origin}'`,
    `# Connect-MgGraph -Environment Tenantry -TenantId '${tenantId}' -ClientSecretCredential (Get-Credential '${clientId}')`,
    `Add-AzEnvironment -Name Tenantry -ActiveDirectoryEndpoint '${origin}/' -MicrosoftGraphEndpointResourceId '${origin}/' -MicrosoftGraphUrl '${origin}'`,
    `# Connect-AzAccount -Environment Tenantry -Tenant '${tenantId}' -ServicePrincipal -Credential (Get-Credential '${clientId}')`,
  ];
}

/** As a POSIX shell takes any text. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
