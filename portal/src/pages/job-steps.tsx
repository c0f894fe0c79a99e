import type { JobStep } from '#client';

import { Icon } from '../ui/icons.tsx';
import { Card, Empty } from '../ui/page.tsx';
import { durationText } from '../ui/time.ts';

/** Steps whose results are kept: whatever happens to the job, these do not run again. */
export function Steps({ steps, from }: { readonly steps: readonly JobStep[]; readonly from: string }) {
  const begin = Date.parse(from);
  return (
    <Card title="Steps" aside={steps.length > 0 && <span className="muted">{steps.length} recorded</span>}>
      {steps.length === 0 ? (
        <Empty>No step was recorded. What a runbook does in one never happens twice.</Empty>
      ) : (
        <ol className="steps">
          {steps.map(({ name, attempt, recordedAt }) => (
            <li key={name}>
              <Icon name="check" />
              <span>{name}</span>
              <span className="muted">
                {attempt > 1 && `attempt ${attempt}, `}after {durationText(Date.parse(recordedAt) - begin)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
