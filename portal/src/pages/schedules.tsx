import { useLoaded } from '../api/use-loaded.ts';
import { Link } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Empty, Page, Shown } from '../ui/page.tsx';
import { Pill } from '../ui/status.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';

export function SchedulesPage() {
  const account = useAccount();
  const loaded = useLoaded('schedules', (signal) => account.schedules(signal), 10_000);
  return (
    <Page title="Schedules" lead={<p>When runbooks start by themselves.</p>}>
      <Shown of={loaded}>
        {(schedules) =>
          schedules.length === 0 ? (
            <Empty
              command={
                "tenantry schedule create nightly --cron '0 2 * * *' --time-zone Europe/Berlin\ntenantry schedule link nightly my-report"
              }
            >
              There is none yet. One is made, and linked to a runbook, at the command line:
            </Empty>
          ) : (
            <Table
              caption="Schedules"
              columns={['Name', { head: 'Runs', className: 'wide' }, 'State', 'Next run']}
            >
              {schedules.map(({ name, text, description, isEnabled, nextRun, error }) => (
                <tr key={name}>
                  <th scope="row">
                    <Link to={`/schedules/${encodeURIComponent(name)}`}>{name}</Link>
                    {description && <small>{description}</small>}
                  </th>
                  <td className="wide">{text}</td>
                  <td>
                    {error ? (
                      <Pill tone="bad" icon="warning" text="Broken" />
                    ) : isEnabled ? (
                      <Pill tone="good" icon="check" text="Enabled" />
                    ) : (
                      <Pill tone="calm" icon="pause" text="Disabled" />
                    )}
                  </td>
                  <td>{isEnabled && nextRun !== null ? <When at={nextRun} /> : 'none'}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Shown>
    </Page>
  );
}
