import type { AwaitJobs, AwaitedJobs, JobOutput, Parking, StartJob, StartedJob } from './other-runbooks.ts';
import type { SyncResult } from './source-control.ts';
import type {
  AttemptRef,
  BuildResult,
  CallRecord,
  Certificate,
  Claim,
  ClaimRequest,
  Connection,
  Credential,
  EnvironmentResult,
  HeartbeatAnswer,
  ImportResult,
  JobEnd,
  LinkEvent,
  Started,
  StepRecord,
  StreamRecord,
  TokenAnswer,
  TokenRequest,
} from './protocol.ts';

/**
 * What a worker may ask of the control plane. The control plane's domain implements it, the HTTP client implements it
 * over the wire, and one conformance suite holds both to it. Every method of an attempt rejects with `StaleAttempt` once
 * a newer attempt exists or the job has ended.
 */
export interface WorkerLink {
  /** The next piece of work, or undefined when none came in the time given. */
  claim(request: ClaimRequest, signal?: AbortSignal): Promise<Claim | undefined>;
  /** The text of a published artifact, by its SHA-256 in hex. */
  artifact(hash: string): Promise<string>;
  /** The bytes of a package, by its SHA-256 in hex. */
  package(hash: string): AsyncIterable<Uint8Array>;
  started(attempt: AttemptRef, started: Started): Promise<void>;
  heartbeat(attempt: AttemptRef): Promise<HeartbeatAnswer>;
  /**
   * Resolves when they are kept. `following`: sent while the batch before is under way, and kept after it; rejects with
   * `RecordsTooEarly` where that one is neither kept nor there.
   */
  appendStreams(
    attempt: AttemptRef,
    records: readonly StreamRecord[],
    following?: 'following',
  ): Promise<void>;
  /** Resolves when the result is durable. Recording the same step of the same attempt again changes nothing. */
  recordStep(attempt: AttemptRef, step: StepRecord): Promise<void>;
  appendCalls(attempt: AttemptRef, calls: readonly CallRecord[]): Promise<void>;
  getVariable(attempt: AttemptRef, name: string): Promise<unknown>;
  setVariable(attempt: AttemptRef, name: string, value: unknown): Promise<void>;
  getCredential(attempt: AttemptRef, name: string): Promise<Credential>;
  /** By its name or by its thumbprint. */
  getCertificate(attempt: AttemptRef, name: string): Promise<Certificate>;
  /** A certificate's name gives a connection that holds its thumbprint, where no connection has that name. */
  getConnection(attempt: AttemptRef, name: string): Promise<Connection>;
  token(attempt: AttemptRef, request: TokenRequest): Promise<TokenAnswer>;
  end(attempt: AttemptRef, end: JobEnd): Promise<void>;
  /** The job is at a checkpoint and waits to be resumed, which makes its next attempt. */
  suspended(attempt: AttemptRef): Promise<void>;
  /** Starts a runbook of the job's account. The same key again is the same child. */
  startJob(attempt: AttemptRef, request: StartJob): Promise<StartedJob>;
  /** How jobs of the account are, as soon as that differs from what is known. */
  awaitJobs(attempt: AttemptRef, request: AwaitJobs, signal?: AbortSignal): Promise<AwaitedJobs>;
  /** What a job of the account wrote to its output. */
  jobOutput(attempt: AttemptRef, jobId: string): Promise<JobOutput>;
  /** The process has ended to wait for other jobs, whose end makes the next attempt. */
  parked(attempt: AttemptRef, parking: Parking): Promise<void>;
  built(attempt: AttemptRef, result: BuildResult): Promise<void>;
  imported(attempt: AttemptRef, result: ImportResult): Promise<void>;
  environmentBuilt(attempt: AttemptRef, result: EnvironmentResult): Promise<void>;
  synced(attempt: AttemptRef, result: SyncResult): Promise<void>;
  /** The host died under the job without a word: give the job its next attempt. */
  release(attempt: AttemptRef, reason: string): Promise<void>;
  /** Calls `handle` for each event until the signal is aborted; reconnects by itself. */
  follow(worker: string, handle: (event: LinkEvent) => void, signal: AbortSignal): Promise<void>;
}
