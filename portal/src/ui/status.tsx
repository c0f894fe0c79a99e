import type { JobStatus } from '#client';

import { Icon, type IconName } from './icons.tsx';

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'calm';

/** Shape, colour and word say the same: nobody has to tell colours apart. */
const looks: Readonly<Record<JobStatus, readonly [Tone, IconName]>> = {
  New: ['calm', 'clock'],
  Activating: ['busy', 'ring'],
  Running: ['busy', 'ring'],
  Completed: ['good', 'check'],
  Failed: ['bad', 'cross'],
  Stopped: ['calm', 'square'],
  Blocked: ['warn', 'warning'],
  Suspended: ['warn', 'pause'],
  Disconnected: ['warn', 'warning'],
  Suspending: ['busy', 'ring'],
  Stopping: ['busy', 'ring'],
  Resuming: ['busy', 'ring'],
  Removing: ['busy', 'ring'],
};

export const jobStatuses = ['New', 'Running', 'Completed', 'Failed', 'Stopped', 'Suspended'] as const;

export function Status({ status }: { readonly status: JobStatus }) {
  const [tone, icon] = looks[status];
  return <Pill tone={tone} icon={icon} text={status === 'New' ? 'Waiting' : status} />;
}

export function Pill({
  tone,
  icon,
  text,
}: {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}) {
  return (
    <span className={`pill ${tone}`}>
      <Icon name={icon} className={icon === 'ring' ? 'turning' : ''} />
      {text}
    </span>
  );
}
