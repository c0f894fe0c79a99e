export {
  type LanguageName,
  type LanguageRules,
  languageNames,
  isWorkflow,
  languageOfType,
  languageRules,
} from './languages.ts';
export { type LinkClientOptions, createLinkClient } from './link-client.ts';
export * from './other-runbooks.ts';
export * from './protocol.ts';
export * from './source-control.ts';
export { type LinkVersions, commonVersion, linkVersions, sayVersions, versionHeader } from './versions.ts';
export type { WorkerLink } from './worker-link.ts';
