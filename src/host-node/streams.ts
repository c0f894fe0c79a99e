import { inspect } from 'node:util';

import type { StreamType } from '#host-protocol';
import { isoTime, systemClock } from '#kernel';
import type { Log } from '#runbook';

import type { Channel } from './channel.ts';
import { describeError } from './exception.ts';

/** Azure Automation's limit of one stream record. More is cut and marked; it never fails the job. */
export const largestText = 1024 * 1024;

export interface Streams {
  readonly log: Log;
  write(stream: StreamType, text: string, value?: unknown): void;
}

export function createStreams(channel: Channel): Streams {
  const write = (stream: StreamType, text: string, value?: unknown): void =>
    channel.send({
      type: 'stream',
      stream,
      text: text.length > largestText ? cut(text) : text,
      value,
      time: isoTime(systemClock.now()),
    });
  const say =
    (stream: StreamType) =>
    (value: unknown): void => {
      if (value === undefined) return;
      const { text, json } = asRecord(value);
      write(stream, text, json);
    };
  return {
    write,
    log: {
      output: say('Output'),
      verbose: say('Verbose'),
      warning: say('Warning'),
      error: say('Error'),
      debug: say('Debug'),
      progress(activity, { status, percentComplete } = {}) {
        const percent = percentComplete === undefined ? '' : ` ${Math.round(percentComplete)} %`;
        write('Progress', `${activity}${status === undefined ? '' : `: ${status}`}${percent}`, {
          Activity: activity,
          ...(status === undefined ? {} : { StatusDescription: status }),
          ...(percentComplete === undefined ? {} : { PercentComplete: percentComplete }),
        });
      },
    },
  };
}

/** Texts are text alone; errors carry PowerShell's fields, so that readers of Azure's streams find them. */
function asRecord(value: unknown): { readonly text: string; readonly json?: unknown } {
  if (typeof value === 'string') return { text: value };
  if (value instanceof Error) {
    const { message, stack = '' } = describeError(value);
    return {
      text: stack === '' ? message : `${message}\n${stack}`,
      json: { Exception: value.name, Message: message, ScriptStackTrace: stack },
    };
  }
  try {
    const text = JSON.stringify(value);
    if (text !== undefined)
      return text.length > largestText ? { text } : { text, json: JSON.parse(text) as unknown };
  } catch {
    // Circular, or a bigint: shown as Node.js shows it.
  }
  return { text: inspect(value, { depth: 4 }) };
}

function cut(text: string): string {
  return `${text.slice(0, largestText)}\n… cut here: ${text.length} characters in all`;
}
