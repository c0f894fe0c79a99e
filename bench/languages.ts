/**
 * Hosts of the other languages, on a control plane in memory: how soon a claimed job runs in a warm host and in one that
 * has to be started, how many records a second it writes, and what a warm host keeps resident. Held against the language's
 * own cold start. A language that this machine does not have is left out, and said so.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LanguageName } from '#worker-link';

import { findDotnet } from '../src/worker/hosts/languages/dotnet.ts';
import { findInterpreter } from '../src/worker/hosts/languages/python-interpreter.ts';
import { hostProcess } from '../src/worker/hosts/process-facts.ts';
import { boundaryOf } from '../src/worker/isolation/boundary.ts';
import { findProgram } from '../src/worker/isolation/bubblewrap.ts';
import { createMemoryLink } from '../src/worker/testing/memory-link.ts';
import { openWorkshop, packageRoot } from '../src/worker/testing/workshop.ts';
import { type Measurement, atMost, percentile, timesAsLong } from './measurement.ts';

interface Measured {
  readonly name: Exclude<LanguageName, 'typescript'>;
  readonly runbookType: string;
  readonly noop: string;
  /** Writes this many Output records. */
  readonly writes: (records: number) => string;
  /** The cold start that all is held against. */
  readonly cold: readonly string[];
  /** Claim → running in a warm host, p95, in milliseconds. */
  readonly warmBudget: number;
}

const rounds = 15;
const shortestPause = 300;
const records = 10_000;
const leastRecords = 1_000;
const mostResident = 110 * 1024 * 1024;

export async function measure(): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const language of await here()) measured.push(...(await measureOne(language)));
  return measured;
}

async function here(): Promise<Measured[]> {
  const python = await findInterpreter();
  if ('reason' in python) console.error(`no Python here: ${python.reason}`);
  const dotnet = findDotnet();
  const built = existsSync(join(packageRoot, 'hosts/powershell/out'));
  if (dotnet === undefined || !built)
    console.error('no PowerShell here: .NET is missing, or `npm run build`');
  const powershell: Measured[] =
    dotnet === undefined || !built
      ? []
      : [
          {
            name: 'powershell',
            runbookType: 'PowerShell72',
            noop: '',
            writes: (count) => `1..${count} | ForEach-Object { "record $_" }\n`,
            cold: [dotnet.executable, '--version'],
            warmBudget: 50,
          },
        ];
  return 'reason' in python
    ? powershell
    : [
        ...powershell,
        {
          name: 'python',
          runbookType: 'Python3',
          noop: '',
          writes: (count) => `for number in range(${count}): print("record", number)\n`,
          cold: [python.executable, '-I', '-c', '0'],
          warmBudget: 20,
        },
      ];
}

async function measureOne(language: Measured): Promise<Measurement[]> {
  const started = await claimsToRunning(language, 0, shortestPause);
  // Time enough for the next warm host, however slow this machine is today.
  const pause = Math.max(shortestPause, 3 * percentile(started.running, 0.5));
  const warm = await claimsToRunning(language, 1, pause);
  const rate = await recordsPerSecond(language);
  const reference = `(reference: cold ${language.cold[0]!.split('/').at(-1)!})`;
  return [
    atMost(
      `${language.name}: claim → running, warm host, p95 ${reference}`,
      warm.running,
      warm.cold,
      0.95,
      language.warmBudget,
    ),
    timesAsLong(
      `${language.name}: claim → running, host started for it, p50 ${reference}`,
      started.running,
      started.cold,
      0.5,
      8,
    ),
    {
      name: `${language.name}: Output records per second, sustained`,
      ours: `${Math.round(rate)} /s`,
      reference: '–',
      ratio: 1,
      budget: `≥ ${leastRecords} /s`,
      met: rate >= leastRecords,
    },
    {
      name: `${language.name}: resident memory of a warm host`,
      ours: `${Math.round(warm.resident / 1024 / 1024)} MiB`,
      reference: '–',
      ratio: 1,
      budget: `≤ ${mostResident / 1024 / 1024} MiB`,
      met: warm.resident <= mostResident,
    },
  ];
}

/** One job after the other, each given time to find a warm host where there is one. */
async function claimsToRunning(
  { name, runbookType, noop, cold }: Measured,
  warmHosts: number,
  pause: number,
): Promise<{ running: number[]; cold: number[]; resident: number }> {
  const link = createMemoryLink();
  const claimed = new Map<string, number>();
  const running: number[] = [];
  const references: number[] = [];
  let resident = 0;
  const { claim } = link;
  link.claim = async (request, signal) => {
    const work = await claim(request, signal);
    if (work !== undefined) claimed.set(work.attempt.jobId, performance.now());
    return work;
  };
  const workshop = await openWorkshop({
    link,
    warmHosts: 0,
    concurrency: 1,
    warmOthers: { [name]: warmHosts },
    checkpoint: async (point, { attempt, hostPid }) => {
      if (point !== 'running') return;
      running.push(performance.now() - claimed.get(attempt.jobId)!);
      resident = Math.max(resident, residentOf(hostPid));
    },
  });
  const runbook = { name: 'noop', type: runbookType, artifactHash: link.publish(noop) };
  for (let round = 0; round < rounds; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    references.push(await coldStart(cold));
    const end = await link.end(link.start(noop, {}, { runbook }));
    if (end.status !== 'Completed') throw new Error(`a no-op job ended as ${JSON.stringify(end)}`);
  }
  await workshop.close();
  // The first finds the language and fetches the artifact.
  return { running: running.slice(1), cold: references, resident };
}

async function recordsPerSecond({ name, runbookType, writes }: Measured): Promise<number> {
  const workshop = await openWorkshop({ warmHosts: 0, concurrency: 1, warmOthers: { [name]: 1 } });
  const { link } = workshop;
  const source = writes(records);
  const runbook = { name: 'writes', type: runbookType, artifactHash: link.publish(source) };
  const id = link.start(source, {}, { runbook });
  const { durationMilliseconds } = await link.end(id);
  const written = link.job(id).streams.length;
  await workshop.close();
  if (written !== records) throw new Error(`${written} of ${records} records arrived`);
  return records / (durationMilliseconds / 1_000);
}

async function coldStart([program, ...rest]: readonly string[]): Promise<number> {
  const began = performance.now();
  await once(spawn(program!, rest, { stdio: 'ignore' }), 'exit');
  return performance.now() - began;
}

function residentOf(pid: number): number {
  const host = hostProcess(pid, boundaryOf(findProgram('bwrap')));
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${host}/status`, 'utf8'))?.[1];
  return Number(kibibytes ?? 0) * 1024;
}
