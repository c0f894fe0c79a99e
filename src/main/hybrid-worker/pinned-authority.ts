import { type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { request } from 'node:http';
import { type DetailedPeerCertificate, connect as connectTls } from 'node:tls';

import { fingerprintOf } from '#certificates';
import { isProblem, problem } from '#kernel';

const patience = 15_000;
const longestChain = 10;

/**
 * The certificate with that fingerprint among those that the control plane shows, in PEM. Nothing is sent to whoever answers:
 * it is trusted, and told the token, only when its certificate holds against this authority.
 * @throws FingerprintMismatch, ControlPlaneUnreachable
 */
export async function pinnedAuthority(
  url: string,
  fingerprint: string,
  proxy: string | undefined,
): Promise<string> {
  try {
    const { hostname, port } = new URL(url);
    const host = hostname.replaceAll(/^\[|\]$/g, '');
    const socket = await socketTo(host, Number(port || 443), proxy);
    const secure = connectTls({
      socket,
      servername: /^[\d.]+$|:/.test(host) ? '' : host,
      rejectUnauthorized: false,
    });
    secure.setTimeout(patience, () => secure.destroy(new Error('it does not answer')));
    await once(secure, 'secureConnect');
    const shown = chainOf(secure.getPeerCertificate(true));
    secure.destroy();
    const found = shown.find((der) => fingerprintOf(der) === fingerprint);
    if (found === undefined) throw problem('FingerprintMismatch', { url, fingerprint });
    return pemOf(found);
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('ControlPlaneUnreachable', { url, reason: (error as Error).message }, error);
  }
}

async function socketTo(host: string, port: number, proxy: string | undefined): Promise<Socket> {
  if (proxy === undefined) {
    const socket = connect({ host, port, timeout: patience });
    socket.once('timeout', () => socket.destroy(new Error('it does not answer')));
    await once(socket, 'connect');
    socket.setTimeout(0);
    return socket;
  }
  const { hostname, port: proxyPort, username, password } = new URL(proxy);
  const path = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const asking = request({
    host: hostname,
    port: proxyPort || 80,
    method: 'CONNECT',
    path,
    timeout: patience,
    headers: {
      host: path,
      ...(username !== '' && { 'proxy-authorization': `Basic ${secret.toString('base64')}` }),
    },
  }).end();
  asking.once('timeout', () => asking.destroy(new Error('the proxy does not answer')));
  const [answer, socket] = (await once(asking, 'connect')) as [{ statusCode?: number }, Socket];
  if (answer.statusCode !== 200)
    throw problem('ProxyRefused', {
      proxy: `${hostname}:${proxyPort || 80}`,
      status: answer.statusCode ?? 0,
    });
  return socket;
}

function chainOf(leaf: DetailedPeerCertificate): Uint8Array[] {
  const chain: Uint8Array[] = [];
  for (let at: DetailedPeerCertificate | undefined = leaf; at?.raw !== undefined; at = at.issuerCertificate) {
    chain.push(at.raw);
    if (at.issuerCertificate === at || chain.length === longestChain) break;
  }
  return chain;
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
