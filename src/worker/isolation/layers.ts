/** What stands between a job and the machine, in words. */
export const layerTexts = {
  namespaces: 'user, process, mount, network and IPC namespaces of its own (bubblewrap)',
  'system calls': 'a filter of system calls (seccomp)',
  limits: 'limits of memory, processes, files and processor time (prlimit)',
  'control groups': 'a control group of its own (cgroup v2)',
  permissions: "Node.js's permission model",
} as const;

export type Layer = keyof typeof layerTexts;

/** What an administrator does about a boundary that is weaker than it could be. */
export function remedyOf(reason: string): string {
  if (reason.includes('switched off')) return 'Start again without --isolation off.';
  if (reason.includes('not installed'))
    return 'Install bubblewrap (apt-get install bubblewrap), and start again; --isolation require starts only with it.';
  return (
    'Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces > 0, ' +
    'an AppArmor profile for bwrap), see with tenantry doctor whether it helped, and start again.'
  );
}
