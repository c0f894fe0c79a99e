import { createInterface } from 'node:readline/promises';
import { type InspectColor, styleText } from 'node:util';

export type Painter = (format: InspectColor | readonly InspectColor[], text: string) => string;

/** Where a command reads and writes: data on stdout, talk on stderr. */
export interface Terminal {
  /** Data: the only thing that goes to stdout. */
  out(line: string): void;
  /** Talk, for the person who waits. */
  say(line: string): void;
  /** What is going on now: one line that is written over on a terminal, a line each elsewhere. */
  progress(what: string): void;
  /** Colours for `out` and for `say`; plain text where the stream takes none (NO_COLOR, a pipe, --no-color). */
  readonly paintOut: Painter;
  readonly paint: Painter;
  /** Width of stdout, when a person looks at it. */
  readonly columns: number | undefined;
  /** Whether somebody can be asked. */
  readonly interactive: boolean;
  ask(question: string): Promise<string>;
}

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

export interface TerminalSettings {
  readonly input?: boolean;
  readonly color?: boolean;
  /** No talk but errors: for `--json`. */
  readonly quiet?: boolean;
}

const clearLine = '\r\u001B[K';

export function createTerminal(streams: TerminalStreams, settings: TerminalSettings = {}): Terminal {
  const { stdin, stdout, stderr } = streams;
  const { input = true, color = true, quiet = false } = settings;
  let unfinished = false;
  const clear = (): void => {
    if (unfinished) stderr.write(clearLine);
    unfinished = false;
  };
  return {
    out(line) {
      clear();
      stdout.write(`${line}\n`);
    },
    say(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(what) {
      if (quiet) return;
      if (stderr.isTTY !== true) {
        stderr.write(`${what} …\n`);
        return;
      }
      stderr.write(`${clearLine}${what} …`);
      unfinished = true;
    },
    paintOut: painter(stdout, color),
    paint: painter(stderr, color),
    columns: stdout.isTTY === true ? stdout.columns : undefined,
    interactive: input && stdin.isTTY === true && stderr.isTTY === true,
    async ask(question) {
      clear();
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
  };
}

/** Node.js decides by NO_COLOR, FORCE_COLOR and the stream itself whether it takes colours. */
function painter(stream: NodeJS.WritableStream, wanted: boolean): Painter {
  const takesColour = wanted && styleText('red', 'x', { stream, validateStream: true }) !== 'x';
  if (!takesColour) return (_format, text) => text;
  return (format, text) => styleText(format as InspectColor, text, { validateStream: false });
}
