/** How the service is started; paths are absolute. */
export interface ServiceOptions {
  readonly node: string;
  readonly program: string;
  readonly home: string;
  readonly user: string;
  readonly jobs: number;
  readonly drainSeconds: number;
  readonly isolation: 'require' | 'prefer' | 'off';
}

export const unitName = 'tenantry-hybrid-worker.service';

/** What root needs to make sandboxes, and to run jobs in them as other users. A map that has root in it takes SETFCAP (Linux 5.12). */
const becoming = [
  'CAP_SYS_ADMIN',
  'CAP_SETUID',
  'CAP_SETGID',
  'CAP_SETPCAP',
  'CAP_SETFCAP',
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FOWNER',
  'CAP_KILL',
  'CAP_NET_ADMIN',
  'CAP_SYS_CHROOT',
  'CAP_SYS_PTRACE',
].join(' ');

/** What a stop takes beyond the time that jobs have to end. */
const stopSeconds = 30;

/**
 * A unit for systemd. What is missing in it is missing on purpose: bubblewrap makes user namespaces and mounts a /proc of its
 * own, which RestrictNamespaces, ProtectKernelTunables, ProtectKernelLogs and ProtectProc would keep it from, and names the
 * host of its namespace, which ProtectHostname refuses in every namespace (systemd 252: `Can't set hostname to runbook`); and
 * engines of JavaScript and .NET write code into memory, which MemoryDenyWriteExecute would keep them from.
 */
export function serviceUnit(options: ServiceOptions): string {
  const { node, program, home, user, jobs, drainSeconds, isolation } = options;
  const limits = ['--jobs', String(jobs), '--drain-seconds', String(drainSeconds), '--isolation', isolation];
  const command = [node, program, 'worker', 'run', '--home', home, ...limits];
  return `[Unit]
Description=Tenantry hybrid worker
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=${user}
ExecStart=${command.map(quoted).join(' ')}
Restart=always
# The next start gives back what the one before had, if that was killed.
RestartSec=3
# Jobs end first; what does not end in time goes back and goes on behind its last recorded step.
KillMode=mixed
TimeoutStopSec=${drainSeconds + stopSeconds}
UMask=0077
WorkingDirectory=/
NoNewPrivileges=yes
CapabilityBoundingSet=${user === 'root' ? becoming : ''}
AmbientCapabilities=
ProtectSystem=strict
ReadWritePaths=${quoted(home)}
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectControlGroups=yes
ProtectKernelModules=yes
ProtectClock=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK

[Install]
WantedBy=multi-user.target
`;
}

/** systemd takes % for a specifier, $ for a variable, and backslash and quotes as C does. */
function quoted(text: string): string {
  const plain = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@:/.,=%$+-]+$/.test(plain) ? plain : `"${plain.replaceAll(/[\\"]/g, '\\$&')}"`;
}
