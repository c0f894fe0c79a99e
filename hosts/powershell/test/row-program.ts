import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process keeps a few megabytes of every runspace that it had: after so many rows the next one goes on. */
const mostRows = 250;

/** Runs row after row, each in a runspace of its own, in one process after the other. */
export class RowProgram {
  private readonly start: () => RowProcess;
  private process: RowProcess | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(command: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    this.start = () => new RowProcess(command, args, environment);
  }

  /** What the script shows. Rows run one after another, in the order asked. */
  run(script: string): Promise<string> {
    const answer = this.turn.then(() => this.ask(script));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.process?.close();
  }

  private async ask(script: string): Promise<string> {
    if (this.process?.rows === mostRows) {
      await this.process.close();
      this.process = undefined;
    }
    this.process ??= this.start();
    return this.process.ask(script);
  }
}

class RowProcess {
  rows = 0;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;
  private complaint = '';

  constructor(command: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    this.child = spawn(command, args, {
      stdio: 'pipe',
      env: {
        ...process.env,
        // Both engines read dates and numbers alike then, whatever the machine's settings are.
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
        // … and all cultures have their names, as in a job.
        DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY: '0',
        POWERSHELL_TELEMETRY_OPTOUT: '1',
        DOTNET_NOLOGO: '1',
        TZ: 'UTC',
        ...environment,
      },
    });
    this.child.stderr.on('data', (data: Buffer) => (this.complaint += data.toString()));
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask(script: string): Promise<string> {
    const id = ++this.rows;
    this.child.stdin.write(`${JSON.stringify({ id, script })}\n`);
    for (;;) {
      const line = await this.answers.next();
      if (line.done === true) throw new Error(`the row program ended: ${this.complaint}`);
      // Whatever a script writes past the streams is not an answer.
      if (!line.value.startsWith(`{"id":${id},`)) continue;
      return (JSON.parse(line.value) as { text: string }).text;
    }
  }

  async close(): Promise<void> {
    const ended = this.child.exitCode === null ? once(this.child, 'exit') : undefined;
    this.child.stdin.end();
    await ended;
  }
}
