/**
 * Runs on the other machine, which may be a network namespace without any network. Passes what comes to a port of it on to a Unix
 * socket, as a cable would; and has a service of its own, which is there while the cable is not.
 */
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';

const cable = process.argv[2]!;
/** Any address of this machine that is not the usual one: the jobs' proxy variables make an exception of that. */
const serviceHost = '127.0.0.2';

const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

const listener = createServer((near) => {
  const far = connect(cable);
  for (const [side, other] of [
    [near, far],
    [far, near],
  ] as const)
    side.on('error', () => side.destroy()).once('close', () => other.destroy());
  near.pipe(far).pipe(near);
});

let isOpen = false;
let done = 0;
const service = createHttpServer((request, response) => {
  if (request.method === 'POST') done += 1;
  response.writeHead(request.method === 'POST' || isOpen ? 200 : 404).end();
});

listener.listen(0, '127.0.0.1', () =>
  service.listen(0, serviceHost, () => {
    const [{ port }, { port: servicePort }] = [listener, service].map(
      (server) => server.address() as AddressInfo,
    ) as [AddressInfo, AddressInfo];
    say({ port, service: `http://${serviceHost}:${servicePort}` });
  }),
);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'open') isOpen = true;
    say({ done });
  })
  .on('close', () => process.exit(0));
