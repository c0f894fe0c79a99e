import type { JobCall } from '#client';

import { Table } from '../ui/table.tsx';

const most = 200;

export function Calls({ calls }: { readonly calls: readonly JobCall[] }) {
  return (
    <>
      <Table
        caption="Calls"
        className="short"
        columns={[
          'Call',
          { head: 'Host', className: 'wide' },
          { head: 'Answer', className: 'number' },
          { head: 'ms', className: 'number' },
        ]}
      >
        {calls
          .slice(-most)
          .map(({ attempt, sequence, method, host, pathTemplate, status, refused, milliseconds }) => (
            <tr key={`${attempt}.${sequence}`}>
              <td>
                <code>
                  <b>{method}</b> {pathTemplate}
                </code>
              </td>
              <td className="muted wide">{host}</td>
              <td className={refused || status >= 400 || status === 0 ? 'number bad' : 'number'}>
                {refused ? 'not let out' : status === 0 ? 'none' : status}
              </td>
              <td className="number muted">{Math.round(milliseconds)}</td>
            </tr>
          ))}
      </Table>
      {calls.length > most && (
        <p className="muted">
          The latest {most} of {calls.length}.
        </p>
      )}
    </>
  );
}
