import type { ReactNode } from 'react';

interface Column {
  readonly head: string;
  /** `wide`: not on a narrow screen. */
  readonly className?: string;
}

/** A list as a table. Its caption is read out, not shown; a column without a head holds what can be done. */
export function Table({
  caption,
  columns,
  className = '',
  children,
}: {
  readonly caption: string;
  readonly columns: readonly (string | Column)[];
  readonly className?: string;
  /** Its rows. */
  readonly children: ReactNode;
}) {
  return (
    <div className={`table ${className}`.trim()}>
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>{columns.map((column) => headOf(typeof column === 'string' ? { head: column } : column))}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function headOf({ head, className }: Column): ReactNode {
  if (head === '') return <td key={head} />;
  return (
    <th key={head} scope="col" className={className}>
      {head}
    </th>
  );
}
