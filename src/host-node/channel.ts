import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

import type { HostFrame, WorkerFrame } from '#host-protocol';

import { recordLine } from './record-line.ts';

/** Where the worker's frames come in and ours go out. */
const descriptor = 3;

export interface Channel {
  /** Written before it returns: a frame survives whatever the runbook does to its process next. */
  send(frame: HostFrame): void;
  /** While held, the process stays alive to wait for the worker. */
  hold(): void;
  letGo(): void;
}

/** Frames, one JSON document a line. When the worker is gone the process ends at once: nobody hears it any more. */
export function openChannel(receive: (frame: WorkerFrame) => void): Channel {
  const socket = new Socket({ fd: descriptor, readable: true, writable: false });
  let holders = 0;
  let partial = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (partial + chunk).split('\n');
    partial = lines.pop()!;
    for (const line of lines) receive(JSON.parse(line) as WorkerFrame);
  });
  socket.on('error', leave);
  socket.on('close', leave);

  return {
    send: (frame) => writeLine(frame.type === 'stream' ? recordLine(frame) : JSON.stringify(frame)),
    hold() {
      if (holders++ === 0) socket.ref();
    },
    letGo() {
      if (--holders === 0) socket.unref();
    },
  };
}

/** Not by `process.exit`, which runs the runbook's own exit handlers. */
function leave(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Lines are short and written before the next one is made: those that surely fit take no memory of their own. */
const room = Buffer.allocUnsafeSlow(64 * 1024);
const mostBytesOfACharacter = 3;

function writeLine(json: string): void {
  const line = `${json}\n`;
  if (line.length * mostBytesOfACharacter <= room.length) writeWhole(room, room.write(line));
  else writeWhole(Buffer.from(line));
}

function writeWhole(bytes: Buffer, length = bytes.length): void {
  for (let at = 0; at < length;) {
    try {
      at += writeSync(descriptor, bytes, at, length - at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The worker reads slower than the runbook writes: the runbook waits.
      if (code === 'EAGAIN') Atomics.wait(pause, 0, 0, 1);
      else leave();
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));
