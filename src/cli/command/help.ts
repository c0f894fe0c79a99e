import type { Command } from './definition.ts';
import { exitCodeMeanings } from './exit-codes.ts';

export const productSummary =
  'Azure Automation compatible runbooks for Microsoft 365, with an embedded tenant to rehearse against.';

export const nounSummaries: Readonly<Record<string, string>> = {
  job: 'runs of runbooks',
  runbook: 'what jobs run',
  environment: 'what runbooks find: engine and packages, locked',
  package: 'modules and wheels of a runtime environment',
  module: 'what PowerShell runbooks load',
  gallery: 'feeds that modules may be imported from',
  role: 'who may do what',
  audit: 'who did what',
  backup: 'everything but the keys, in a folder',
  alert: 'what is wrong, and who is told',
  key: 'what seals the secrets',
  snapshot: 'kept states of a tenant',
  clock: 'the time of the tenant and its forks',
  worker: 'machines of other places, in groups that jobs name by --run-on',
  group: 'workers of one place',
  token: 'what a worker joins a group with',
  tenant: 'the embedded Microsoft 365 tenant and its forks',
};

export function examplesText({ examples }: Command): string {
  const lines = examples.map(([command, does]) => `  ${command}\n      ${does}`);
  return `\nExamples:\n${lines.join('\n')}\n`;
}

export function exitCodesText(): string {
  const lines = Object.entries(exitCodeMeanings).map(([code, meaning]) => `  ${code.padEnd(4)}${meaning}`);
  return `\nExit codes:\n${lines.join('\n')}\n`;
}
