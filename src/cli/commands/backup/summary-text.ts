import { facts } from '../../terminal/table.ts';
import type { BackupSummary } from '../../command/operations.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export function summaryText(terminal: Terminal, summary: BackupSummary): string {
  return facts(terminal, [
    ['taken at', summary.createdAt],
    ['by version', summary.version],
    ['database', `${summary.tables} tables, ${summary.rows} rows`],
    ['files', `${summary.files}, ${Math.ceil(summary.bytes / 1024)} KiB`],
  ]);
}
