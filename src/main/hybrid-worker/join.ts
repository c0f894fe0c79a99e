import { hostname, release, type } from 'node:os';

import type { JoinWorkerRequest, JoinedWorker } from '#cli';
import { createCertificateRequest } from '#certificates';
import { isProblem, problem } from '#kernel';
import {
  type JoinAnswer,
  type JoinRequest,
  createLinkTransport,
  joinAnswer,
  joinPaths,
  joinTokenParts,
  refusal,
} from '#worker-link';

import { pinnedAuthority } from './pinned-authority.ts';
import { type WorkerHome, readWorker, workerHome, writeWorker } from './worker-home.ts';

/** `tenantry worker join`: makes a key, has it signed, and keeps both in the home. */
export async function joinWorker(request: JoinWorkerRequest, version: string): Promise<JoinedWorker> {
  const home = workerHome(request.home);
  const origin = request.url.replace(/\/+$/, '');
  const { proxy } = request;
  if (!request.replace) await demandNobody(home);
  const { secret, fingerprint = request.fingerprint } = joinTokenParts(request.token);
  if (fingerprint === undefined || secret === '') throw problem('JoinTokenMalformed');
  const authority = await pinnedAuthority(origin, fingerprint, proxy);
  const name = request.name ?? hostname();
  const { privateKeyPem, csrPem } = await createCertificateRequest(name);
  const answer = await ask(origin, authority, proxy, {
    token: secret,
    group: request.group,
    csr: csrPem,
    machine: { name, operatingSystem: `${type()} ${release()}`, version, tags: request.tags },
  });
  const { worker, managementOrigin } = answer;
  await writeWorker(home, {
    identity: { key: privateKeyPem, cert: answer.certificate },
    facts: {
      origin,
      authority,
      ...worker,
      ...(managementOrigin !== undefined && { managementOrigin }),
      ...(proxy !== undefined && { proxy }),
    },
  });
  return { ...worker, origin, home: home.directory };
}

/** @throws WorkerAlreadyJoined, WorkerHomeBroken */
async function demandNobody(home: WorkerHome): Promise<void> {
  const before = await readWorker(home).catch((error: unknown) => {
    if (!isProblem(error, 'WorkerNotJoined')) throw error;
  });
  if (before !== undefined)
    throw problem('WorkerAlreadyJoined', { home: home.directory, group: before.facts.group });
}

async function ask(
  origin: string,
  ca: string,
  proxy: string | undefined,
  request: JoinRequest,
): Promise<JoinAnswer> {
  const transport = createLinkTransport({ origin, tls: () => ({ ca }), proxy });
  try {
    const answer = await transport.request({
      method: 'POST',
      path: joinPaths.join,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw refusal(answer.statusCode, text);
    return joinAnswer.parse(JSON.parse(text));
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('ControlPlaneUnreachable', { url: origin, reason: (error as Error).message }, error);
  } finally {
    await transport.close();
  }
}
