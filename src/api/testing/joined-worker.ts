import { hostname } from 'node:os';

import { createCertificateRequest } from '#certificates';
import { silentLogger } from '#kernel';
import {
  type JoinAnswer,
  type LinkClient,
  createLinkClient,
  createLinkTransport,
  joinPaths,
  joinTokenParts,
  refusal,
} from '#worker-link';

import { type TestControlPlane, version } from './control-plane.ts';

/** A worker that joined a group, as another machine would: over TLS, with a token, and a key of its own. */
export interface JoinedWorker {
  readonly id: string;
  readonly link: LinkClient;
  /** PEM. */
  readonly identity: { key: string; cert: string };
}

export interface JoinOptions {
  readonly token?: string;
  /** Instead of a request that it makes itself. */
  readonly csr?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly onRefused?: (error: Error) => void;
}

/** Rejects with what the control plane refuses it with. */
export async function joinGroup(
  plane: TestControlPlane,
  caPem: string,
  group: string,
  { token, csr, tags = {}, onRefused }: JoinOptions = {},
): Promise<JoinedWorker> {
  const { privateKeyPem, csrPem } = await createCertificateRequest('worker');
  const { secret } = joinTokenParts(token ?? (await joinToken(plane, group)));
  const origin = plane.workerOrigin;
  const transport = createLinkTransport({ origin, tls: () => ({ ca: caPem }) });
  try {
    const machine = { name: hostname(), operatingSystem: 'Test', version: '0', tags };
    const answer = await transport.request({
      method: 'POST',
      path: joinPaths.join,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: secret, group, csr: csr ?? csrPem, machine }),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw refusal(answer.statusCode, text);
    const { worker, certificate } = JSON.parse(text) as JoinAnswer;
    const identity = { key: privateKeyPem, cert: certificate };
    const tls = () => ({ ca: caPem, ...identity });
    const link = createLinkClient({
      address: { origin, tls },
      logger: silentLogger,
      ...(onRefused !== undefined && { onRefused }),
    });
    return { id: worker.id, link, identity };
  } finally {
    await transport.close();
  }
}

export async function joinToken(
  plane: TestControlPlane,
  group: string,
  tags?: Readonly<Record<string, string>>,
): Promise<string> {
  const path = `${plane.account}/hybridRunbookWorkerGroups/${group}`;
  await plane.call('PUT', `${path}?${version}`, { json: {} });
  const made = await plane.call('POST', `${path}/createJoinToken?${version}`, { json: { tags } });
  return made.json<{ token: string }>().token;
}
