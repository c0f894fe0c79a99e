import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Duplex } from 'node:stream';

import type { GatewaySession } from '#gateway';
import type { Redactor } from '#redaction';
import type { CallRecord, Isolation, JobClaim, RelayTarget } from '#worker-link';

import type { Host } from '../hosts/host.ts';
import { layerTexts } from '../isolation/layers.ts';
import { besideFolder } from '../modules/module-store.ts';
import type { RunContext } from './context.ts';

/** Whoever asks the API for a job waits for it, and should not keep it out meanwhile. */
const polled = /\/automationaccounts\/[^/]+\/jobs\/[^/]+$/i;

/** What the gateway knows of a job: where its calls go, as whom, and who writes them down. */
export function createSession(
  claim: JobClaim,
  { link, tenantCaPem, managementOrigin, relay }: RunContext,
  redactor: Redactor,
  record: (call: CallRecord) => void,
  { onPoll, mayCall }: { readonly onPoll: () => void; readonly mayCall: () => boolean | Promise<boolean> },
): GatewaySession {
  let sequence = 0;
  const through = (target: RelayTarget): { readonly dial?: () => Promise<Duplex> } =>
    claim.relayed === true && relay !== undefined ? { dial: () => relay(target) } : {};
  return {
    upstream: {
      origin: claim.tenant.origin,
      ca: tenantCaPem,
      ...through({ kind: 'tenant', name: claim.tenant.name }),
    },
    management:
      managementOrigin === undefined
        ? undefined
        : {
            origin: managementOrigin,
            ca: tenantCaPem,
            ...through({ kind: 'api' }),
            jobId: claim.attempt.jobId,
            rehearsal: claim.tenant.name !== 'main',
          },
    allowedHosts: claim.allowedHosts,
    mayCall,
    token: async (request) => {
      const token = await link.token(claim.attempt, request);
      redactor.add(token.accessToken);
      return token;
    },
    onCall(call) {
      // A runbook chooses all of these: they are texts of its own as much as its output is.
      const [method, host, pathTemplate] = [call.method, call.host, call.pathTemplate].map(
        redactor.redact,
      ) as [string, string, string];
      record({ ...call, method, host, pathTemplate, sequence: (sequence += 1) });
      if (call.method === 'GET' && polled.test(call.pathTemplate)) onPoll();
    },
    onSecret: (value) => void redactor.add(value),
  };
}

/** Variables by which scripts know that they run as an Azure Automation job, and the way out of the sandbox. */
export function environmentOf(
  { attempt, runbook, tenant, account }: JobClaim,
  host: Host,
): Record<string, string> {
  return {
    AZUREPS_HOST_ENVIRONMENT: 'AzureAutomation/',
    TENANTRY_JOB_ID: attempt.jobId,
    TENANTRY_ATTEMPT: String(attempt.number),
    TENANTRY_RUNBOOK: runbook.name,
    AZURE_TENANT_ID: tenant.tenantId,
    ...(account !== undefined && {
      AZURE_SUBSCRIPTION_ID: account.subscriptionId,
      TENANTRY_RESOURCE_GROUP: account.resourceGroup,
      TENANTRY_ACCOUNT: account.name,
    }),
    ...host.port.environment,
  };
}

/** Puts the modules or wheels of the environment or the account where the host, and only this host, finds them. */
export async function placeModules(
  { modules = [] }: JobClaim,
  host: Host,
  context: Pick<RunContext, 'modules' | 'wheels'>,
): Promise<Record<string, string>> {
  if (modules.length === 0) return {};
  const { outside, inside } = host.folder('modules');
  if (host.language.name === 'python') {
    await context.wheels.place(modules, outside, host.language);
    return { TENANTRY_MODULES: inside };
  }
  await context.modules.place(modules, outside);
  const beside = modules.some((each) => each.beside === true) ? [besideFolder(inside)] : [];
  return { TENANTRY_MODULES: [inside, ...beside].join(delimiter) };
}

/** Puts the runbooks that this one calls inline into a folder where its host finds them by their files' names. */
export async function placeInline(
  { inline = [] }: JobClaim,
  host: Host,
  { artifacts }: Pick<RunContext, 'artifacts'>,
): Promise<Record<string, string>> {
  if (inline.length === 0) return {};
  const { outside, inside } = host.folder('inline');
  await mkdir(outside, { recursive: true, mode: 0o700 });
  for (const { file, artifactHash } of inline)
    await writeFile(join(outside, file), await artifacts.get(artifactHash), { mode: 0o600 });
  return { TENANTRY_INLINE: inside };
}

/** What opens the job's way out: worth nothing outside the sandbox, and yet nobody's business. */
export function secretsOf({
  HTTPS_PROXY,
  IDENTITY_HEADER,
}: Readonly<Record<string, string>>): readonly string[] {
  const password = HTTPS_PROXY === undefined ? '' : new URL(HTTPS_PROXY).password;
  return [password, IDENTITY_HEADER ?? ''];
}

/** Who becomes another user has the users of the machine. */
const namespacesOfUser = layerTexts.namespaces.replace('user, ', '');

/** What separates this job from the machine: some of it depends on its language. */
export function isolationOf(isolation: Isolation, { language, user }: Host): Isolation {
  const own = (language.layers ?? []).map((layer) => layerTexts[layer]);
  const shared = (isolation.layers ?? []).map((layer) =>
    user !== undefined && layer === layerTexts.namespaces ? namespacesOfUser : layer,
  );
  const layers = [...shared, ...own, ...(user === undefined ? [] : [`the rights of the user ${user.name}`])];
  if (isolation.boundary !== 'process') return { ...isolation, layers };
  const detail = [isolation.detail, `In this language they run ${language.withoutSandbox}.`];
  return { ...isolation, layers, detail: detail.filter(Boolean).join(' ') };
}
