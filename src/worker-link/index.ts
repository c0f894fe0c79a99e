export {
  type LanguageName,
  type LanguageRules,
  languageNames,
  isWorkflow,
  languageOfType,
  languageRules,
} from './languages.ts';
export { type LinkClient, type LinkClientOptions, createLinkClient } from './link-client.ts';
export { type LinkAddress, type LinkTransport, createLinkTransport } from './link-transport.ts';
export { recordColumns, recordsOf } from './record-columns.ts';
export { refusal } from './refusal.ts';
export * from './joining.ts';
export * from './other-runbooks.ts';
export * from './protocol.ts';
export * from './relay.ts';
export * from './source-control.ts';
export * from './worker-facts.ts';
export { type LinkVersions, commonVersion, linkVersions, sayVersions, versionHeader } from './versions.ts';
export type { WorkerLink } from './worker-link.ts';
