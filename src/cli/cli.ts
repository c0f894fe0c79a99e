import { resolve } from 'node:path';

import { Command as Commander, CommanderError } from 'commander';

import { type CommandName, commands } from './commands/index.ts';
import { commonOptions } from './command/common-options.ts';
import type {
  Command,
  Context,
  Examine,
  HybridWorkerPrograms,
  Launcher,
  TenantLauncher,
  TenantSeeder,
} from './command/definition.ts';
import { type ExitCode, exitCodes } from './command/exit-codes.ts';
import type { HomeOperations } from './command/operations.ts';
import { failureOf, printFailure } from './command/failure.ts';
import { examplesText, exitCodesText, nounSummaries, productSummary } from './command/help.ts';
import { argumentOf, optionOf, parametersOf, validated } from './command/schema.ts';
import { readConnection } from './connection/connection.ts';
import { openSession } from './connection/session.ts';
import { openTenantSession, readTenantConnection } from './connection/tenant-session.ts';
import { type TerminalStreams, createTerminal } from './terminal/terminal.ts';

export interface CliOptions {
  readonly launch: Launcher;
  readonly launchTenant: TenantLauncher;
  readonly seedTenant: TenantSeeder;
  readonly examine: Examine;
  readonly operations: () => Promise<HomeOperations>;
  readonly hybridWorker: HybridWorkerPrograms;
  /** Where the system lives when neither `--home` nor `TENANTRY_HOME` says it. */
  readonly defaultHome: string;
  readonly version?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly streams?: TerminalStreams;
}

export interface Cli {
  /** Runs one command, `argv` without program and script, and resolves with its exit code. Never rejects. */
  run(argv: readonly string[]): Promise<number>;
}

export function createCli(options: CliOptions): Cli {
  return { run: (argv) => runCommand(options, argv) };
}

/** A reader that has seen enough, such as `head`, is no failure. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
}

async function runCommand(options: CliOptions, argv: readonly string[]): Promise<number> {
  const streams: TerminalStreams = options.streams ?? process;
  streams.stdout.on('error', endWithReader);
  const json = argv.includes('--json');
  const outcome: { exitCode: number } = { exitCode: exitCodes.done };
  const program = new Commander('tenantry')
    .description(productSummary)
    .addHelpText('after', exitCodesText())
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      // Commander would write its errors in its own form.
      writeErr: (text) => void (text.startsWith('error: ') || streams.stderr.write(text)),
    })
    .exitOverride();
  if (options.version !== undefined) program.version(options.version);
  for (const [name, command] of Object.entries(commands)) {
    addCommand(program, name as CommandName, async (given) => {
      outcome.exitCode = await execute(options, streams, command, name, given);
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    // A noun alone has printed its help already.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage;
    const failure = failureOf(error);
    printFailure(createTerminal(streams), failure, json);
    return failure.exitCode;
  }
  return outcome.exitCode;
}

interface Given {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

function addCommand(program: Commander, name: CommandName, action: (given: Given) => Promise<void>): void {
  const command: Command = commands[name];
  const words = name.split(' ');
  const verb = words.at(-1)!;
  const made = words
    .slice(0, -1)
    .reduce(nounOf, program)
    .command(verb)
    .summary(command.summary)
    .description(command.details === undefined ? command.summary : `${command.summary}\n\n${command.details}`)
    .addHelpText('after', examplesText(command) + exitCodesText());
  for (const parameter of parametersOf(command.arguments)) made.addArgument(argumentOf(parameter));
  for (const schema of [command.options, commonOptions]) {
    for (const parameter of parametersOf(schema)) made.addOption(optionOf(parameter));
  }
  made.action(async () => action({ arguments: made.args, options: made.opts() }));
}

function nounOf(above: Commander, noun: string): Commander {
  return (
    above.commands.find((command) => command.name() === noun) ??
    above.command(noun).description(nounSummaries[noun] ?? '')
  );
}

async function execute(
  options: CliOptions,
  streams: TerminalStreams,
  command: Command,
  name: string,
  given: Given,
): Promise<ExitCode | number> {
  const common = validated(commonOptions, given.options, { command: name, kind: 'option' });
  const terminal = createTerminal(streams, { ...common, quiet: common.json });
  const interrupt = interruption();
  const sessions: { close(): Promise<void> }[] = [];
  const environment = options.environment ?? process.env;
  const home = resolve(common.home ?? environment['TENANTRY_HOME'] ?? options.defaultHome);
  const context: Context = {
    terminal,
    home,
    json: common.json,
    launch: options.launch,
    launchTenant: options.launchTenant,
    seedTenant: options.seedTenant,
    examine: options.examine,
    operations: options.operations,
    hybridWorker: options.hybridWorker,
    environment,
    get interrupt() {
      return interrupt.signal();
    },
    async connect() {
      const session = await openSession(await readConnection(home));
      sessions.push(session);
      return session;
    },
    async connectTenant() {
      const session = await openTenantSession(await readTenantConnection(home));
      sessions.push(session);
      return session;
    },
    print(data, forPeople) {
      terminal.out(common.json ? JSON.stringify(data, null, 2) : forPeople());
    },
  };
  try {
    const named = Object.fromEntries(
      parametersOf(command.arguments).flatMap(({ key, type }, at) => {
        const value = type === 'list' ? given.arguments.slice(at) : given.arguments[at];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const code = await command.run(context, {
      arguments: validated(command.arguments, named, { command: name, kind: 'argument' }),
      options: validated(command.options, given.options, { command: name, kind: 'option' }),
    });
    return code ?? exitCodes.done;
  } catch (error) {
    const failure = failureOf(error, interrupt.happened());
    printFailure(terminal, failure, common.json);
    return failure.exitCode;
  } finally {
    interrupt.release();
    await Promise.all(sessions.map((session) => session.close()));
  }
}

/** Ctrl-C is only taken over by a command that asks for it. */
function interruption(): { signal(): AbortSignal; happened(): boolean; release(): void } {
  let controller: AbortController | undefined;
  const abort = (): void => controller?.abort();
  return {
    signal() {
      if (controller === undefined) {
        controller = new AbortController();
        process.once('SIGINT', abort);
      }
      return controller.signal;
    },
    happened: () => controller?.signal.aborted === true,
    release: () => void process.removeListener('SIGINT', abort),
  };
}
