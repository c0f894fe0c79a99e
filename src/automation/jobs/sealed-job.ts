import type { Vault } from '#store';

import { parametersBinding } from './job.ts';

/** The parameters of a job that is to come, sealed for its id. */
export interface SealedJob {
  readonly id: string;
  readonly text: string;
  readonly sealed: Buffer;
}

export function sealJob(vault: Vault, id: string, parameters: Readonly<Record<string, string>>): SealedJob {
  const text = JSON.stringify(parameters);
  return { id, text, sealed: vault.seal(text, parametersBinding(id)) };
}

/** As it was sealed ahead, when that is still the same: the runbook may have other names of parameters since. */
export function sealedParameters(
  vault: Vault,
  job: {
    readonly id: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly ahead?: SealedJob | undefined;
  },
): Buffer {
  const { id, parameters, ahead } = job;
  const isSame = ahead?.id === id && ahead.text === JSON.stringify(parameters);
  return isSame ? ahead.sealed : sealJob(vault, id, parameters).sealed;
}
