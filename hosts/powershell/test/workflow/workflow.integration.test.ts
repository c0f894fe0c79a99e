import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Workshop, openWorkshop, texts } from '../../../../src/worker/testing/workshop.ts';
import { missing, type } from './host.ts';
import { type WorkflowProgram, programs } from './programs.ts';
import { refusals } from './refusals.ts';

if (missing !== undefined) test.skip(`PowerShell Workflow (${missing})`, () => {});

describe.skipIf(missing !== undefined)('PowerShell Workflow', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop({ warmHosts: 1, warmOthers: { powershell: 1 }, concurrency: 2 });
  });
  afterAll(() => workshop?.close());

  async function run({ body, parameters = {} }: Pick<WorkflowProgram, 'body' | 'parameters'>) {
    const { link } = workshop;
    const built = await link.enqueueBuild(`workflow Report {\n${body}\n}`, 'Report', type);
    if (!built.ok) throw new Error(JSON.stringify(built.diagnostics));
    const runbook = { name: 'Report', type, artifactHash: link.publish(built.artifact) };
    const id = link.start(built.artifact, { ...parameters }, { runbook });
    return { id, ...(await link.end(id)), output: texts(link, id) };
  }

  test.each(programs)('$promise', async (program) => {
    const { status, exception, output } = await run(program);
    expect({ output: program.anyOrder ? output.toSorted() : output, exception, status }).toEqual({
      output: program.output,
      exception: program.fails === undefined ? undefined : expect.stringContaining(program.fails),
      status: program.fails === undefined ? 'Completed' : 'Failed',
    });
  });

  test.each(refusals)('refused at line $line: $source', async ({ source, line, message }) => {
    const built = await workshop.link.enqueueBuild(source, 'Report', type);
    expect(built).toMatchObject({
      ok: false,
      diagnostics: [{ file: 'Report.ps1', line, message: expect.stringMatching(message) }],
    });
  });

  test('the parameters of a workflow are those of its runbook', async () => {
    const source = `workflow Report {\nparam([Parameter(Mandatory)] [string] $Name, [int] $Days = 3)\n$Name\n}`;
    expect(await workshop.link.enqueueBuild(source, 'Report', type)).toMatchObject({
      ok: true,
      parameters: [
        { name: 'Name', type: 'System.String', isMandatory: true },
        { name: 'Days', type: 'System.Int32', isMandatory: false, defaultValue: '3' },
      ],
    });
  });

  test('an error after parallel and a checkpoint names the line of the source', async () => {
    const { exception } = await run({
      body: `parallel {\n1\n2\n}\nCheckpoint-Workflow\n$x = 1\nthrow 'here'`,
    });
    expect(exception).toMatch(/^here\nAt line:8 /);
  });
});
