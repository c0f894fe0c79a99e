import { execFileSync } from 'node:child_process';

import { problem } from '#kernel';

import { fileKeys } from './file-keys.ts';
import { type KeySource, parseKeyRing } from './key-ring.ts';

/** Keys that stand in the environment of the control plane. */
export const keysVariable = 'TENANTRY_KEYS';
/** A command that prints them: a key management service, a secret store. */
export const keysCommandVariable = 'TENANTRY_KEYS_COMMAND';

const patience = 30_000;

/** Where this installation has its keys: the environment, a command, or the file of the home folder. */
export function keySource(file: string, environment: NodeJS.ProcessEnv): KeySource {
  const given = environment[keysVariable];
  if (given !== undefined && given !== '') return givenKeys(`the variable ${keysVariable}`, () => given);
  const command = environment[keysCommandVariable];
  if (command !== undefined && command !== '')
    return givenKeys(`the command in ${keysCommandVariable}`, () => printedBy(command));
  return fileKeys(file);
}

function givenKeys(place: string, text: () => string): KeySource {
  return {
    place,
    read: () => parseKeyRing(text(), place),
    add() {
      throw problem('VaultKeysGiven', { place });
    },
  };
}

function printedBy(command: string): string {
  try {
    return execFileSync('/bin/sh', ['-c', command], {
      encoding: 'utf8',
      timeout: patience,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw problem(
      'VaultKeyCommandFailed',
      { reason: (stderr ?? '').trim() || message.split('\n')[0]! },
      error,
    );
  }
}
