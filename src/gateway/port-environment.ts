import { identityPath } from './identity-endpoint.ts';

/** How clients of every kind find the gateway, trust it, and ask it for the job's identity. */
export function portEnvironment(facts: {
  readonly port: number;
  readonly caFile: string;
  readonly proxySecret: string;
  readonly identitySecret: string;
}): Record<string, string> {
  const { port, caFile, proxySecret, identitySecret } = facts;
  // The credentials keep other programs of this machine from using a job's way out.
  const proxy = `http://job:${proxySecret}@127.0.0.1:${port}`;
  const identity = `http://127.0.0.1:${port}${identityPath}`;
  const direct = '127.0.0.1,localhost';
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: caFile,
    SSL_CERT_FILE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    CURL_CA_BUNDLE: caFile,
    GIT_SSL_CAINFO: caFile,
    IDENTITY_ENDPOINT: identity,
    IDENTITY_HEADER: identitySecret,
    // The older pair, which Azure Automation sets too.
    MSI_ENDPOINT: identity,
    MSI_SECRET: identitySecret,
  };
}
