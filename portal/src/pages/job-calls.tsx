import type { JobCall } from '#client';

const most = 200;

export function Calls({ calls }: { readonly calls: readonly JobCall[] }) {
  return (
    <>
      <div className="table short">
        <table>
          <caption className="unseen">Calls</caption>
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col" className="wide">
                Host
              </th>
              <th scope="col" className="number">
                Answer
              </th>
              <th scope="col" className="number">
                ms
              </th>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </div>
      {calls.length > most && (
        <p className="muted">
          The latest {most} of {calls.length}.
        </p>
      )}
    </>
  );
}
