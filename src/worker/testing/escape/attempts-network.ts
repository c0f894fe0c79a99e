import { networkInterfaces } from 'node:os';

import { type Attempt, type Need, secret } from './attempt.ts';

/** A TCP port of this machine that answers whoever says something. */
const dialing = (name: string, means: string, port: string, family: 4 | 6 = 4): Attempt => {
  const host = family === 4 ? '127.0.0.1' : '::1';
  return {
    name,
    means,
    proof: secret,
    ...(family === 6 && { needs: loopback6 }),
    typescript: `return dial({ host: '${host}', port: F.${port} });`,
    powershell: `Dial ${family === 4 ? 'InterNetwork' : 'InterNetworkV6'} ([Net.IPEndPoint]::new([Net.IPAddress]::Parse('${host}'), $F.${port}))`,
    python: `return dial(socket.AF_INET${family === 4 ? '' : '6'}, ('${host}', F['${port}']))`,
  };
};

const dialingPath = (name: string, means: string, path: string): Attempt => ({
  name,
  means,
  proof: secret,
  typescript: `return dial({ path: F.${path} });`,
  powershell: `Dial Unix ([Net.Sockets.UnixDomainSocketEndPoint]::new($F.${path}))`,
  python: `return dial(socket.AF_UNIX, F['${path}'])`,
});

const loopback6: Need = {
  what: 'IPv6 on loopback',
  met: () =>
    Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1')),
};
const card: Need = {
  what: 'a network card',
  met: () => Object.values(networkInterfaces()).some((each) => each?.some(({ internal }) => !internal)),
};

export const networkAttempts: readonly Attempt[] = [
  dialing('connects to the control plane', 'asks it as if from the machine itself', 'controlPlane'),
  dialing('connects to the port of the database', 'tries passwords', 'database'),
  dialing('connects over IPv6', 'goes around rules that know only IPv4', 'controlPlane6', 6),
  dialingPath('connects to the socket of the database', 'is its owner without a password', 'databaseSocket'),
  dialingPath('connects to the socket of the worker link', 'claims the jobs of others', 'linkSocket'),
  dialingPath('connects to an abstract socket', 'reaches what has no file (session buses)', 'abstractSocket'),
  {
    name: "asks for the cloud's metadata",
    means: 'has the identity of the machine',
    proof: secret,
    typescript: `return dial({ host: '127.0.0.1', port: F.metadata },
      'GET /metadata/identity/oauth2/token HTTP/1.1\\r\\nHost: 169.254.169.254\\r\\nMetadata: true\\r\\n\\r\\n');`,
    powershell: `Dial InterNetwork ([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, $F.metadata)) "GET /metadata/identity/oauth2/token HTTP/1.1\`r\`nHost: 169.254.169.254\`r\`nMetadata: true\`r\`n\`r\`n"`,
    python: `return dial(socket.AF_INET, ('127.0.0.1', F['metadata']), b'GET /metadata/identity/oauth2/token HTTP/1.1\\r\\nHost: 169.254.169.254\\r\\nMetadata: true\\r\\n\\r\\n')`,
  },
  {
    name: 'sends a datagram',
    means: 'carries data out past every proxy (DNS)',
    proof: { seen: ({ datagrams }) => datagrams.length > 0 },
    typescript: `
      const socket = dgram.createSocket('udp4');
      await new Promise((resolve, reject) => socket.send('out', F.datagrams, '127.0.0.1', (error: unknown) => error ? reject(error) : resolve(0)));
      socket.close();`,
    powershell: `[void][Net.Sockets.UdpClient]::new().Send([byte[]](1, 2), 2, '127.0.0.1', $F.datagrams)`,
    python: `socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'out', ('127.0.0.1', F['datagrams']))`,
  },
  {
    name: 'sees who listens on the machine',
    means: 'knows what to attack next',
    proof: { told: ({ hexPort }) => hexPort },
    typescript: `return read('/proc/net/tcp');`,
    powershell: `Read '/proc/net/tcp'`,
    python: `return read('/proc/net/tcp')`,
  },
  {
    name: 'sees the network cards of the machine',
    means: 'knows the networks that the worker stands in',
    proof: { told: () => /card/ },
    needs: card,
    typescript: `return Object.values(os.networkInterfaces()).flat().some((each: any) => !each.internal) ? 'a card' : 'none';`,
    powershell: `if ([Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces() | Where-Object NetworkInterfaceType -ne Loopback) { 'a card' }`,
    python: `return 'a card' if [name for _, name in socket.if_nameindex() if name != "lo"] else 'none'`,
  },
];
