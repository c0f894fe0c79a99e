/**
 * The protocol between worker and control plane, as data: HTTP with JSON bodies, over a Unix socket on this machine and
 * over HTTPS from others. Every call carries `Authorization: Bearer <worker key>`. Errors are a `linkRefusal`; a write of
 * an attempt that is no longer the newest answers 409 `StaleAttempt`, and the worker then ends that host at once. 503
 * means later, the same again; whatever else is refused stays refused.
 */
import { z } from 'zod';

import { inlineCall, inlineRunbook } from './other-runbooks.ts';
import { repositoryRef } from './source-control.ts';
import { isolation, workerFacts } from './worker-facts.ts';

const id = z.string().min(1).max(128);

/** A numbered try at a job or a build task; the number fences every later write. */
export const attemptRef = z.object({ jobId: id, number: z.number().int().positive() });

export const stepRecord = z.object({
  name: z
    .string()
    .min(1)
    .max(512)
    .refine((name) => !name.includes('\0'), 'the name of a step has a NUL character in it'),
  result: z.unknown(),
  /** The name without the secrets that the worker knows of, where it has some: what people see. */
  shownName: z.string().optional(),
});

export const streamRecord = z.object({
  /** Counts from 1 over all records of the attempt: makes a repeated delivery harmless. */
  sequence: z.number().int().positive(),
  stream: z.enum(['Output', 'Verbose', 'Warning', 'Error', 'Progress', 'Debug', 'Information']),
  text: z.string(),
  value: z.unknown().optional(),
  time: z.string(),
});

export const callRecord = z.object({
  sequence: z.number().int().positive(),
  method: z.string(),
  host: z.string(),
  /** Ids replaced: `/v1.0/users/{id}/assignLicense`. Never the query. */
  pathTemplate: z.string(),
  /** 0 when no answer came or the gateway refused the host (`refused` tells). */
  status: z.number().int(),
  milliseconds: z.number(),
  refused: z.boolean().default(false),
  time: z.string(),
});

export const tenantRoute = z.object({
  /** `main`, or a fork's name. */
  name: z.string(),
  /** `https://127.0.0.1:7444`: where Microsoft's hosts are routed to. */
  origin: z.string(),
  tenantId: z.string(),
});

/** A module that a job may load: its name, and the SHA-256 of the package that it comes in. */
export const moduleRef = z.object({
  name: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** As its manifest has it: the name of its folder. Absent before its import test told it. */
  version: z.string().max(64).optional(),
  /** Beside the version that is loaded by name alone: only who asks for this one gets it. */
  beside: z.literal(true).optional(),
});

export const engineKinds = ['tenantry', 'pwsh', 'python'] as const;

/** The engine that a runtime environment asks for: our own PowerShell process, an installed `pwsh`, or a Python. */
export const engineWish = z.object({
  kind: z.enum(engineKinds),
  /** The engine's version must begin with it: `7.4`, `7.4.6`, `3.11`. Our own process has the version that it has. */
  version: z.string().max(64),
});

/** The runtime environment of a runbook, as its lock has it. */
export const environmentRef = z.object({
  name: z.string(),
  /** SHA-256 of the lock. */
  hash: z.string(),
  engine: engineWish,
});

export const jobClaim = z.object({
  kind: z.literal('job'),
  attempt: attemptRef,
  runbook: z.object({ name: z.string(), type: z.string(), artifactHash: z.string() }),
  parameters: z.record(z.string(), z.string()),
  /** Names of those whose values are secrets. */
  secretParameters: z.array(z.string()).optional(),
  journal: z.array(stepRecord),
  tenant: tenantRoute,
  /** The tenant and the API are reached through the worker's own connection to the control plane alone (`relay`). */
  relayed: z.literal(true).optional(),
  /** Name of the user that it runs as on the worker's machine, where that is not the worker's own. */
  runAs: z.string().optional(),
  /** Unconfirmed for so long, the job goes to another worker. */
  leaseSeconds: z.number().int().positive().optional(),
  /** Hosts beyond Microsoft's that this account lets its jobs reach. */
  allowedHosts: z.array(z.string()),
  /** Where the job's account is, so that its scripts can ask the API for it. */
  account: z.object({ subscriptionId: z.string(), resourceGroup: z.string(), name: z.string() }).optional(),
  /** Runbooks that this one calls in its own process, and those that they call. */
  inline: z.array(inlineRunbook).optional(),
  /** Where the runbook names one; else it runs on what the worker has, with the account's modules. */
  environment: environmentRef.optional(),
  /** Of the environment or of the account, for languages that load some. For Python they are wheels. */
  modules: z.array(moduleRef).optional(),
});

export const buildClaim = z.object({
  kind: z.literal('build'),
  attempt: attemptRef,
  runbook: z.object({ name: z.string(), type: z.string() }),
  source: z.string(),
  /** What a job of this runbook would have. */
  environment: environmentRef.optional(),
  modules: z.array(moduleRef).optional(),
});

/** The import test of a module: a task among the builds. */
export const importClaim = z.object({
  kind: z.literal('import'),
  attempt: attemptRef,
  module: moduleRef,
  /** The account's other modules, which it may require. */
  others: z.array(moduleRef),
});

/** The build of a runtime environment: a task among the builds. */
export const environmentClaim = z.object({
  kind: z.literal('environment'),
  attempt: attemptRef,
  environment: z.object({ name: z.string(), language: z.enum(['powershell', 'python']), engine: engineWish }),
  packages: z.array(moduleRef),
});

/** The reading of a repository: a task among the builds. */
export const syncClaim = z.object({
  kind: z.literal('sync'),
  attempt: attemptRef,
  repository: repositoryRef,
  /** Hosts that the account lets its work reach. */
  allowedHosts: z.array(z.string()),
});

export const claim = z.discriminatedUnion('kind', [
  jobClaim,
  buildClaim,
  importClaim,
  environmentClaim,
  syncClaim,
]);

export const claimRequest = z.object({
  worker: id,
  /** With its first question, and now and then. */
  facts: workerFacts.optional(),
  /** Import tests and builds of environments are among the builds. */
  kinds: z.array(z.enum(['job', 'build'])).min(1),
  /** How long the control plane may hold the call while there is nothing to do. */
  waitMilliseconds: z.number().int().min(0).max(60_000),
  /** It ends an attempt that nobody confirms after the claim's `leaseSeconds`, where they are fewer than it goes on anyway. */
  heedsLease: z.literal(true).optional(),
  /** Name of the user that it and its jobs run as on its machine; absent where that is root, or no user of a name like this. */
  runsAs: z.string().max(256).optional(),
  /** It can run a job as any user of its machine but root. */
  runsAsAny: z.literal(true).optional(),
});

export const parameterDefinition = z.object({
  name: z.string(),
  /** .NET name, as Azure shows it: `System.String`, `System.Int32`, `System.Boolean`, `System.Object`, … */
  type: z.string(),
  isMandatory: z.boolean(),
  position: z.number().int(),
  /** JSON text, or absent. */
  defaultValue: z.string().optional(),
  /** Allowed values of an enumeration. */
  allowedValues: z.array(z.string()).optional(),
  description: z.string().optional(),
});

export const diagnostic = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
  code: z.string().optional(),
});

export const buildResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** The bundled module's text; its SHA-256 in hex is the artifact's name. */
    artifact: z.string(),
    parameters: z.array(parameterDefinition),
    description: z.string().optional(),
    inline: z.array(inlineCall).max(1_000).optional(),
  }),
  z.object({ ok: z.literal(false), diagnostics: z.array(diagnostic).min(1) }),
]);

export const requiredModule = z.object({
  name: z.string().max(256),
  /** That was loaded; empty where none was. */
  version: z.string().max(64),
  /** Versions that would do, in NuGet's notation; absent for any. */
  range: z.string().max(160).optional(),
});

/** Two modules with different versions of one assembly, and what came of loading both, in either order. */
export const modulePair = z.object({
  /** Names; the outcomes below are about this order and its reverse. */
  modules: z.tuple([z.string().max(256), z.string().max(256)]),
  assembly: z.string().max(512),
  /** Of the assembly: that of the first module, that of the second. */
  versions: z.tuple([z.string().max(64), z.string().max(64)]),
  /** Null when both load in this order, else the error. */
  inOrder: z.string().max(2_000).nullable(),
  reversed: z.string().max(2_000).nullable(),
});

export const importResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    version: z.string().max(64),
    description: z.string().max(10_000).optional(),
    /** Names of what it exports. */
    commands: z.array(z.string().max(256)).max(50_000),
    requiredModules: z.array(requiredModule).max(1_000),
    /** Label of a version before its release, as its manifest has it: `beta1`. */
    prerelease: z.string().max(64).optional(),
    /** Parameters by command, without those that all have; of commands that tell theirs. */
    parameters: z.record(z.string().max(256), z.array(z.string().max(256))).optional(),
    /** Modules of the account that it does not load together with. */
    pairs: z.array(modulePair).max(1_000).optional(),
  }),
  /** The module's own error, or why it could not be tried. */
  z.object({
    ok: z.literal(false),
    code: z.string().max(256),
    message: z.string().max(10_000),
    /** Modules that it requires and that were not there. */
    missing: z.array(requiredModule).max(1_000).optional(),
  }),
]);

const fault = z.object({ code: z.string().max(256), message: z.string().max(10_000) });

export const environmentResult = z.object({
  /** The engine that tried the packages; absent when there was none. */
  engine: z.object({ kind: z.enum(engineKinds), version: z.string().max(64) }).optional(),
  /** One for each package of the claim, unless there was no engine. */
  packages: z.array(z.object({ name: z.string(), result: importResult })).max(2_000),
  pairs: z.array(modulePair).max(1_000),
  /** Why the environment cannot be, where that is no fault of one package. */
  fault: fault.optional(),
});

export const jobEnd = z.object({
  status: z.enum(['Completed', 'Failed', 'Stopped']),
  exception: z.string().optional(),
  exitCode: z.number().int().optional(),
  signal: z.string().optional(),
  peakMemoryBytes: z.number().int().optional(),
  durationMilliseconds: z.number(),
});

export const started = z.object({ isolation, engine: z.string() });
/** Without a name it is the account's own identity; those that it was given are named in one of three ways. */
export const tokenRequest = z.object({
  resource: z.string(),
  clientId: z.string().optional(),
  objectId: z.string().optional(),
  /** ARM's id of a user-assigned identity. */
  resourceId: z.string().optional(),
  /** The last one was refused: a remembered one will not do. */
  renew: z.boolean().optional(),
});
export const tokenAnswer = z.object({
  accessToken: z.string(),
  /** Seconds since 1970. */
  expiresOn: z.number().int(),
  resource: z.string(),
  clientId: z.string(),
});
export const credential = z.object({ userName: z.string(), password: z.string() });
export const certificate = z.object({
  name: z.string(),
  /** SHA-1 in upper-case hex. */
  thumbprint: z.string(),
  /** ISO 8601. */
  expiresOn: z.string(),
  /** Whether scripts may take the private key out of the object that they get. */
  isExportable: z.boolean(),
  hasPrivateKey: z.boolean(),
  /** Base64: a PKCS#12 file when it has a private key, else the certificate alone (DER or PEM). */
  content: z.string(),
  /** Opens the PKCS#12 file; empty when it has none. */
  password: z.string(),
});
export const connection = z.object({
  name: z.string(),
  connectionType: z.string(),
  fields: z.record(z.string(), z.string()),
  /** Names of the fields whose values the connection's type keeps encrypted. */
  secretFields: z.array(z.string()),
});
export const variableAnswer = z.object({ value: z.unknown() });
/** A command of a later version is none to a worker that does not know it: it keeps its lease. */
export const heartbeatAnswer = z.object({
  command: z.enum(['continue', 'stop', 'suspend']).catch('continue'),
});

/** Why the control plane refused: the error's own code and the values of its text, so that it is the same error here. */
export const linkRefusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

/** Characters of a release's reason. */
export const longestReason = 1_000;

/** How often the event stream says `ping` while nothing happens: silence for longer means that it is broken. */
export const eventPingMilliseconds = 15_000;

/** One line of `GET /link/v1/events?worker=<name>` (newline-delimited JSON, held open). */
export const linkEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('hello') }),
  z.object({ event: z.literal('ping') }),
  z.object({ event: z.literal('stop'), attempt: attemptRef }),
  /** At its next checkpoint. */
  z.object({ event: z.literal('suspend'), attempt: attemptRef }),
]);

/** Paths, relative to the link's origin. `:jobId/:number` name the attempt. */
export const linkPaths = {
  claim: '/link/v1/claim', // POST claimRequest → 200 claim | 204
  events: '/link/v1/events', // GET ?worker= → application/x-ndjson of linkEvent
  artifact: '/link/v1/artifacts/:hash', // GET → text/javascript
  package: '/link/v1/packages/:hash', // GET → application/octet-stream
  started: '/link/v1/attempts/:jobId/:number/started', // POST started → 204 (status Running)
  heartbeat: '/link/v1/attempts/:jobId/:number/heartbeat', // POST → heartbeatAnswer
  streams: '/link/v1/attempts/:jobId/:number/streams', // POST { records: streamRecord[] } → 204
  followingStreams: '/link/v1/attempts/:jobId/:number/streams/following', // POST recordColumns → 204, while the batch before is under way
  steps: '/link/v1/attempts/:jobId/:number/steps', // POST stepRecord → 204, once it is durable
  calls: '/link/v1/attempts/:jobId/:number/calls', // POST { calls: callRecord[] } → 204
  variable: '/link/v1/attempts/:jobId/:number/variables/:name', // GET → { value }, PUT { value } → 204
  credential: '/link/v1/attempts/:jobId/:number/credentials/:name', // GET → { userName, password }
  certificate: '/link/v1/attempts/:jobId/:number/certificates/:name', // GET → certificate, by name or thumbprint
  connection: '/link/v1/attempts/:jobId/:number/connections/:name', // GET → connection
  token: '/link/v1/attempts/:jobId/:number/token', // POST tokenRequest → tokenAnswer
  end: '/link/v1/attempts/:jobId/:number/end', // POST jobEnd → 204; a second time the same → 204
  suspended: '/link/v1/attempts/:jobId/:number/suspended', // POST → 204: it waits at its checkpoint to be resumed
  startJob: '/link/v1/attempts/:jobId/:number/jobs', // POST startJob → startedJob
  awaitJobs: '/link/v1/attempts/:jobId/:number/await', // POST awaitJobs → awaitedJobs, held while nothing changes
  jobOutput: '/link/v1/attempts/:jobId/:number/jobs/:name/output', // GET, by id → jobOutput
  parked: '/link/v1/attempts/:jobId/:number/parked', // POST parking → 204: it waits for other jobs
  built: '/link/v1/attempts/:jobId/:number/built', // POST buildResult → 204
  imported: '/link/v1/attempts/:jobId/:number/imported', // POST importResult → 204
  environmentBuilt: '/link/v1/attempts/:jobId/:number/environment', // POST environmentResult → 204
  synced: '/link/v1/attempts/:jobId/:number/synced', // POST syncResult → 204
  release: '/link/v1/attempts/:jobId/:number/release', // POST { reason } → 204: host died, next attempt please
} as const;

export type AttemptRef = z.infer<typeof attemptRef>;
export type StepRecord = z.infer<typeof stepRecord>;
export type StreamRecord = z.infer<typeof streamRecord>;
export type CallRecord = z.infer<typeof callRecord>;
export type TenantRoute = z.infer<typeof tenantRoute>;
export type JobClaim = z.infer<typeof jobClaim>;
export type BuildClaim = z.infer<typeof buildClaim>;
export type ModuleRef = z.infer<typeof moduleRef>;
export type ImportClaim = z.infer<typeof importClaim>;
export type ImportResult = z.infer<typeof importResult>;
export type RequiredModule = z.infer<typeof requiredModule>;
export type EngineWish = z.infer<typeof engineWish>;
export type EnvironmentRef = z.infer<typeof environmentRef>;
export type EnvironmentClaim = z.infer<typeof environmentClaim>;
export type EnvironmentResult = z.infer<typeof environmentResult>;
export type ModulePair = z.infer<typeof modulePair>;
export type SyncClaim = z.infer<typeof syncClaim>;
export type Claim = z.infer<typeof claim>;
export type ClaimRequest = z.infer<typeof claimRequest>;
export type ParameterDefinition = z.infer<typeof parameterDefinition>;
export type Diagnostic = z.infer<typeof diagnostic>;
export type BuildResult = z.infer<typeof buildResult>;
export type JobEnd = z.infer<typeof jobEnd>;
export type Started = z.infer<typeof started>;
export type TokenRequest = z.infer<typeof tokenRequest>;
export type TokenAnswer = z.infer<typeof tokenAnswer>;
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswer>;
export type LinkRefusal = z.infer<typeof linkRefusal>;
export type LinkEvent = z.infer<typeof linkEvent>;
export type Credential = z.infer<typeof credential>;
export type Certificate = z.infer<typeof certificate>;
export type Connection = z.infer<typeof connection>;
