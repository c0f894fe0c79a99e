import type { JobStatus } from '#client';

export interface JobAction {
  readonly action: 'stop' | 'suspend' | 'resume';
  readonly text: string;
  readonly danger?: true;
}

const stop: JobAction = { action: 'stop', text: 'Stop', danger: true };
const suspend: JobAction = { action: 'suspend', text: 'Suspend' };
const resume: JobAction = { action: 'resume', text: 'Resume' };

/** What can be asked of a job; whether it can (only workflows are suspended) and may, the API says. */
export function actionsOf(status: JobStatus): readonly JobAction[] {
  if (status === 'Running') return [suspend, stop];
  if (status === 'Suspended') return [resume, stop];
  if (['New', 'Activating', 'Blocked', 'Disconnected', 'Suspending', 'Resuming'].includes(status))
    return [stop];
  return [];
}
