import type { Duplex } from 'node:stream';

/** One call as it is recorded with the job. */
export interface GatewayCall {
  readonly method: string;
  readonly host: string;
  readonly pathTemplate: string;
  /** 0 when no answer came or the host was refused. */
  readonly status: number;
  readonly milliseconds: number;
  readonly refused: boolean;
  /** ISO 8601, when the call began. */
  readonly time: string;
}

/** Which identity: the account's own, unless one that it was given is named in one of three ways. */
export interface IdentityRequest {
  readonly resource: string;
  readonly clientId?: string;
  readonly objectId?: string;
  /** ARM's id. */
  readonly resourceId?: string;
  /** The last one was refused: a remembered one will not do. */
  readonly renew?: boolean;
}

export interface GatewayToken {
  readonly accessToken: string;
  /** Seconds since 1970. */
  readonly expiresOn: number;
  readonly resource: string;
  readonly clientId: string;
}

/** A service that stands in for one of Microsoft's. */
export interface StandIn {
  readonly origin: string;
  readonly ca: string;
  /** The way to it where its origin is not reached directly; each call makes another one. */
  readonly dial?: () => Promise<Duplex>;
}

export interface Management extends StandIn {
  /** Told to the API with each call, so that what the job starts is its own. */
  readonly jobId: string;
  /** The job works on a fork: it may look, start and stop jobs, and change nothing else that is real. */
  readonly rehearsal: boolean;
}

/** What a job may do through the gateway, and who is told of it. */
export interface GatewaySession {
  /** Where Microsoft's hosts are routed to, and the authority that its certificate is checked against. */
  readonly upstream: StandIn;
  /** Tenantry's own API, to which Azure's resource manager leads; absent where the worker does not know it. */
  readonly management?: Management | undefined;
  /** Hosts beyond Microsoft's, in lower case. */
  readonly allowedHosts: readonly string[];
  /** A real token of the job's identity. Rejects with an error whose text may be shown to the job. */
  token(request: IdentityRequest): Promise<GatewayToken>;
  /** False when the job must not act any more: nothing is let out then. While that is not known, its calls wait. */
  mayCall?(): boolean | Promise<boolean>;
  onCall(call: GatewayCall): void;
  /** Told every value handed into the job that must not appear in its output. */
  onSecret(value: string): void;
}
