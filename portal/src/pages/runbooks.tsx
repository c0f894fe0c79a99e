import { useLoaded } from '../api/use-loaded.ts';
import { Link } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Empty, Page, Shown } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';

export function RunbooksPage() {
  const account = useAccount();
  const loaded = useLoaded('runbooks', (signal) => account.runbooks(signal), 15_000);
  return (
    <Page title="Runbooks" lead={<p>What jobs run. They are written as files, and published here.</p>}>
      <Shown of={loaded}>
        {(runbooks) =>
          runbooks.length === 0 ? (
            <Empty command="tenantry runbook import ./hello.ts --publish">
              There is none yet. One is imported from a file:
            </Empty>
          ) : (
            <Table
              caption="Runbooks"
              columns={[
                'Name',
                { head: 'Language', className: 'wide' },
                { head: 'State', className: 'wide' },
                { head: 'Changed', className: 'wide' },
                '',
              ]}
            >
              {runbooks.map(({ name, description, runbookType, state, lastModifiedTime }) => (
                <tr key={name}>
                  <th scope="row">
                    <Link to={`/runbooks/${encodeURIComponent(name)}`}>{name}</Link>
                    {description && <small>{description}</small>}
                  </th>
                  <td className="wide">{runbookType}</td>
                  <td className="wide">{stateText(state)}</td>
                  <td className="wide">
                    <When at={lastModifiedTime} />
                  </td>
                  <td className="number">
                    {state !== 'New' && (
                      <Link className="button small" to={`/runbooks/${encodeURIComponent(name)}/start`}>
                        Start<span className="unseen"> {name}</span>
                      </Link>
                    )}
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Shown>
    </Page>
  );
}

export function stateText(state: 'New' | 'Edit' | 'Published'): string {
  if (state === 'New') return 'Not published yet';
  return state === 'Edit' ? 'Published, with a newer draft' : 'Published';
}
