import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, type Server, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { describe, expect, test } from 'vitest';

import { pythonGroup, withoutPython } from '../../testing/python.ts';
import { packageRoot } from '../../testing/workshop.ts';
import { findInterpreter } from './python-interpreter.ts';

describe.skipIf(withoutPython)(pythonGroup, () => {
  test(`Node.js ${process.versions.node} takes a listener that a stranger passes over its IPC channel`, async () => {
    const python = await findInterpreter();
    const { executable } = 'reason' in python ? { executable: '' } : python;
    const program = [
      'import os, sys',
      `sys.path.insert(0, ${JSON.stringify(join(packageRoot, 'hosts/python/lib'))})`,
      'from tenantry_host.way_out import hand_out_listener',
      'hand_out_listener()',
      // Past its acknowledgement: the framing is what this version of Node.js speaks.
      'print("acknowledged", "NODE_CHANNEL_FD" in os.environ)',
    ].join('\n');
    const child = spawn(executable, ['-I', '-B', '-c', program], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const [[message, server], printed] = (await Promise.all([
      once(child, 'message'),
      text(child.stdout!),
    ])) as [[{ listener: number }, Server], string];
    expect(printed).toBe('acknowledged False\n');
    expect((server.address() as AddressInfo).port).toBe(message.listener);
    const accepted = once(server, 'connection');
    const socket = connect(message.listener, '127.0.0.1');
    await accepted;
    socket.destroy();
    server.close();
  });
});
