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

export interface GatewayToken {
  readonly accessToken: string;
  /** Seconds since 1970. */
  readonly expiresOn: number;
  readonly resource: string;
  readonly clientId: string;
}

/** What a job may do through the gateway, and who is told of it. */
export interface GatewaySession {
  /** Where Microsoft's hosts are routed to, and the authority that its certificate is checked against. */
  readonly upstream: { readonly origin: string; readonly ca: string };
  /** Hosts beyond Microsoft's, in lower case. */
  readonly allowedHosts: readonly string[];
  /** A real token of the job's identity. Rejects with an error whose text may be shown to the job. */
  token(request: { readonly resource: string; readonly clientId?: string }): Promise<GatewayToken>;
  onCall(call: GatewayCall): void;
  /** Told every value handed into the job that must not appear in its output. */
  onSecret(value: string): void;
}
