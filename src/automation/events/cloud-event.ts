/** An event as CloudEvents 1.0 has it in JSON: what a runbook finds in its parameter, wherever it came from. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** RFC 3339. */
  readonly time?: string;
  readonly datacontenttype?: string;
  readonly data?: unknown;
  /** Base64, of data that is neither JSON nor text. */
  readonly data_base64?: string;
  /** Extensions. */
  readonly [attribute: string]: unknown;
}

/** An event that starts a job, once: by its key it is known when it comes again. */
export interface KeyedEvent {
  readonly event: CloudEvent;
  /** What identifies it. Undefined for one that nothing tells from another: each counts. */
  readonly key: string | undefined;
}
