import { join } from 'node:path';

import {
  type StartRequest,
  type Terminal,
  isolationText,
  isolationWarning,
  openSession,
  printFailure,
  failureOf,
} from '#cli';
import { createLogger } from '#kernel';

import { runDemo } from './demo/demo.ts';
import { firstSignInLink } from './portal-link.ts';
import { type System, launch } from './launcher/launch.ts';
import { stopSignal } from './stop-signal.ts';

/** `tenantry start`: runs until Ctrl-C, or with `--demo` until the demo has ended. Resolves with the exit code. */
export async function start(request: StartRequest, terminal: Terminal): Promise<number> {
  return request.demo ? demo(request, terminal) : serve(request, terminal);
}

async function serve(request: StartRequest, terminal: Terminal): Promise<number> {
  const stopped = stopSignal();
  const system = await launch({
    ...settingsOf(request, terminal),
    apiPort: request.port,
    tenantPort: request.tenantPort,
    join: request.join,
    ...(request.workerPort !== undefined && {
      workers: {
        port: request.workerPort,
        host: request.workerHost,
        ...(request.workerUrl !== undefined && { origin: request.workerUrl.replace(/\/$/, '') }),
      },
    }),
    webhooks: {
      port: request.webhookPort,
      host: request.webhookHost,
      trustedProxies: request.webhookProxy,
      ...(request.webhookUrl !== undefined && { origin: request.webhookUrl.replace(/\/$/, '') }),
    },
  });
  if (request.json) terminal.out(JSON.stringify(system.connection));
  else {
    const first = system.fresh && request.join === undefined;
    const link = first ? await firstSignInLink(system) : undefined;
    terminal.say(welcome(system, terminal, link));
  }
  // Last, so that it is what stands there; with --json too, beside the data.
  const warning = isolationWarning(system.connection.isolation, terminal);
  if (warning !== undefined) terminal.say(`\n${warning}`);
  const failed = system.failure.catch((error: unknown) => ({ error }));
  const reason = await Promise.race([stopped, failed]);
  const drain = reason === 'SIGTERM' ? request.drain : 0;
  terminal.progress(drain > 0 ? `stopping; jobs may end within ${drain} seconds` : 'stopping');
  await system.stop({ drainMilliseconds: drain * 1_000 });
  if (typeof reason === 'string') return 0;
  printFailure(terminal, failureOf(reason.error), request.json);
  return 1;
}

/** In a home and on ports of its own: nobody's tenant is touched, and a running system is not in the way. */
async function demo(request: StartRequest, terminal: Terminal): Promise<number> {
  const settings = settingsOf(request, terminal);
  const system = await launch({ ...settings, home: join(request.home, 'demo'), apiPort: 0, tenantPort: 0 });
  const session = await openSession(system.connection);
  try {
    // Who left in an earlier demo is back.
    if (!system.fresh) await session.tenants.reset('main');
    const report = await runDemo({
      session,
      leaver: system.demoLeaver,
      terminal: request.json ? undefined : terminal,
    });
    if (request.json) terminal.out(JSON.stringify(report, null, 2));
    return 0;
  } finally {
    await session.close();
    await system.stop();
  }
}

function settingsOf(request: StartRequest, terminal: Terminal) {
  const { home, isolation, auditAnchor = [] } = request;
  const url = process.env['DATABASE_URL'];
  return {
    home,
    isolation,
    auditAnchors: auditAnchor,
    database: url === undefined || url === '' ? undefined : { url },
    logger: createLogger((line) => terminal.say(line), 'warn'),
    onProgress: (what: string) => terminal.progress(what),
  };
}

function welcome({ connection, demoLeaver }: System, { paint }: Terminal, link: string | undefined): string {
  const {
    apiOrigin,
    tenantOrigin,
    webhookOrigin,
    workerOrigin,
    tenantId,
    clientId,
    certificateFile,
    privateKeyFile,
    caFile,
    isolation,
  } = connection;
  return [
    paint('bold', 'Tenantry is ready. Ctrl-C stops it.'),
    '',
    `  portal         ${apiOrigin}/portal/`,
    `  API            ${apiOrigin}`,
    `  Microsoft 365  ${tenantOrigin}  (embedded tenant ${tenantId})`,
    `  webhooks       ${webhookOrigin}`,
    `  isolation      ${isolationText(isolation) ?? ''}`,
    ...(workerOrigin === undefined ? [] : [`  hybrid workers ${workerOrigin}`]),
    '',
    ...(link === undefined
      ? ['People sign in to the portal by a link that works once: npx tenantry portal']
      : [
          'Sign in to the portal, once and within an hour (npx tenantry portal makes another link):',
          `  ${link}`,
        ]),
    '',
    'The command line is signed in already. Other clients sign in as its application:',
    `  application    ${clientId}`,
    `  certificate    ${certificateFile}, its key ${privateKeyFile}`,
    `  trust          NODE_EXTRA_CA_CERTS=${caFile}`,
    '',
    'Next:',
    '  npx tenantry tenant fork rehearsal',
    `  npx tenantry job start offboard-user -p userPrincipalName=${demoLeaver} --tenant rehearsal --watch`,
    '  npx tenantry tenant diff rehearsal',
  ].join('\n');
}
