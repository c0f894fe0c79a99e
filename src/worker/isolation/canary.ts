/**
 * Run inside the sandbox by the self-test: tries what no job may do and writes what came of it. It knows a file outside
 * and a listener outside, `canary.js <file> <port>`.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [, , file, port] = process.argv;

function reads(): boolean {
  try {
    readFileSync(file!);
    return true;
  } catch {
    return false;
  }
}

const socket = connect({ host: '127.0.0.1', port: Number(port) });
const tell = (connected: boolean): void => {
  process.stdout.write(JSON.stringify({ connected, read: reads(), uid: process.getuid?.() }));
  socket.destroy();
};
socket.once('connect', () => tell(true));
socket.once('error', () => tell(false));
