import type { BuildResult, WorkerLink } from '#worker-link';

import { type TestControlPlane, version } from './control-plane.ts';

/** A build that needs no compiler: the text is its own artifact. */
export function plainBuild(source: string): BuildResult {
  return {
    ok: true,
    artifact: source,
    parameters: [
      { name: 'who', type: 'System.String', isMandatory: true, position: 0 },
      { name: 'times', type: 'System.Int32', isMandatory: false, position: 1, defaultValue: '1' },
    ],
  };
}

/** Builds what is published until the signal: the part of a worker that these tests need. */
export async function buildEverything(
  link: WorkerLink,
  signal: AbortSignal,
  build: (source: string) => BuildResult = plainBuild,
): Promise<void> {
  while (!signal.aborted) {
    const claim = await link
      .claim({ worker: 'test', kinds: ['build'], waitMilliseconds: 1_000 }, signal)
      .catch(() => undefined);
    if (claim?.kind === 'build') await link.built(claim.attempt, build(claim.source));
  }
}

/** Creates, uploads, publishes and polls, as any client does. */
export async function publishRunbook(
  plane: TestControlPlane,
  name: string,
  source: string,
  runbookType = 'TypeScript',
  account = plane.account,
): Promise<void> {
  const path = `${account}/runbooks/${name}`;
  await plane.call('PUT', `${path}?${version}`, { json: { properties: { runbookType } } });
  await plane.call('PUT', `${path}/draft/content?${version}`, { text: source });
  const accepted = await plane.call('POST', `${path}/publish?${version}`);
  const location = String(accepted.headers['location']);
  for (;;) {
    const { status, text } = await plane.call('GET', location);
    if (status === 200) return;
    if (status !== 202) throw new Error(text);
  }
}
