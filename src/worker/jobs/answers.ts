import type { AssetKind, HostFrame } from '#host-protocol';
import { TenantryError } from '#kernel';
import type { Redactor } from '#redaction';
import type { AttemptRef, StepRecord } from '#worker-link';

import type { Host } from '../hosts/host.ts';
import type { AttemptWrites } from './attempt-writes.ts';
import type { Children } from './children.ts';
import type { RunContext } from './context.ts';

export type Question = Extract<HostFrame, { id: number }>;

export interface AnswerOptions {
  readonly attempt: AttemptRef;
  readonly host: Host;
  readonly writes: AttemptWrites;
  readonly redactor: Redactor;
  readonly children: Children;
  /** Brings everything on its way to the control plane there. */
  readonly flush: () => Promise<void>;
  readonly reach: (name: 'before-step-recorded' | 'step-recorded', step: string) => Promise<void>;
}

/** Answers what a host waits for: steps to be recorded, assets to be read or changed. */
export function createAnswers(
  { link }: RunContext,
  options: AnswerOptions,
): (question: Question) => Promise<void> {
  const { attempt, host, writes, redactor, children, flush, reach } = options;

  /** What the step wrote is durable before the step is: it would never be written again. */
  async function recordStep({ name, result }: StepRecord): Promise<null> {
    await flush();
    await reach('before-step-recorded', name);
    const shownName = redactor.redact(name);
    const shown = shownName === name ? {} : { shownName };
    await writes.persist(() => link.recordStep(attempt, { name, result, ...shown }));
    await reach('step-recorded', name);
    return null;
  }

  /** Whether a variable is encrypted the link does not say: the value of each is taken for a secret. */
  function learn(value: unknown): void {
    if (typeof value === 'string') redactor.add(value);
    else if (typeof value === 'number') redactor.add(String(value));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(learn);
  }

  const getAsset: Readonly<Record<AssetKind, (name: string) => Promise<unknown>>> = {
    async variable(name) {
      const value = await writes.persist(() => link.getVariable(attempt, name));
      learn(value);
      return value;
    },
    async credential(name) {
      const credential = await writes.persist(() => link.getCredential(attempt, name));
      redactor.add(credential.password);
      return credential;
    },
    async certificate(name) {
      const certificate = await writes.persist(() => link.getCertificate(attempt, name));
      redactor.add(certificate.password);
      // Without its private key it is public.
      if (certificate.hasPrivateKey) {
        redactor.addBytes(Buffer.from(certificate.content, 'base64'));
      }
      return certificate;
    },
    async connection(name) {
      const connection = await writes.persist(() => link.getConnection(attempt, name));
      for (const field of connection.secretFields) redactor.add(connection.fields[field] ?? '');
      return connection;
    },
  };

  async function setVariable(name: string, value: unknown): Promise<null> {
    learn(value);
    await writes.persist(() => link.setVariable(attempt, name, value));
    return null;
  }

  const answer = (question: Question): Promise<unknown> => {
    switch (question.type) {
      case 'stepEnded':
        return recordStep({ name: question.name, result: question.result ?? null });
      case 'assetGet':
        return getAsset[question.kind](question.name);
      case 'assetSet':
        return setVariable(question.name, question.value ?? null);
      case 'jobStart':
        return children.start(question);
      case 'jobWait':
        return children.wait(question);
      case 'jobOutput':
        return writes.persist(() => link.jobOutput(attempt, question.job));
    }
  };

  return async (question) => {
    const { id } = question;
    try {
      host.send({ type: 'reply', id, value: await answer(question) });
    } catch (error) {
      const code = error instanceof TenantryError ? error.wireCode : 'Internal';
      const message = error instanceof TenantryError ? error.advice : 'the worker could not do it';
      host.send({ type: 'refused', id, code, message });
    }
  };
}
