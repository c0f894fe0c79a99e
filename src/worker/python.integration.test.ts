import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { pythonGroup, withoutPython } from './testing/python.ts';
import { type Workshop, openWorkshop, texts } from './testing/workshop.ts';

describe.skipIf(withoutPython)(pythonGroup, () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop({ warmOthers: { python: 2 }, concurrency: 3 });
  });
  afterAll(() => workshop.close());

  /** Starts a job whose artifact is this text, as the build leaves it. */
  function start(source: string, parameters: Record<string, string> = {}): string {
    const artifactHash = workshop.link.publish(source);
    return workshop.link.start(source, parameters, {
      runbook: { name: 'tidy-guests', type: 'Python3', artifactHash },
    });
  }
  async function run(source: string, parameters: Record<string, string> = {}) {
    const id = start(source, parameters);
    return { id, end: await workshop.link.end(id), output: texts(workshop.link, id) };
  }

  test('what is printed, logged and written arrives in its order and in its stream', async () => {
    const { id, end } = await run(`
import logging, sys, warnings
from tenantry import output, progress
logging.basicConfig(level=logging.DEBUG, format='%(levelname)s %(message)s')
print('first')
print('a', 'b', sep='-', end='\\n\\n')
logging.debug('aside')
logging.info('told')
logging.warning('careful')
logging.error('bad')
warnings.warn('old')
print('to stderr', file=sys.stderr)
output({'third': 3, 'ü': (1, 2.0)})
progress('Working', 'half', 50)
for number in range(3000):
    print('line', number)
sys.stdout.buffer.write(b'bytes \\xff\\n')
sys.stdout.write('no line end')
`);
    expect(end).toMatchObject({ status: 'Completed', peakMemoryBytes: expect.any(Number) });
    const { streams, started } = workshop.link.job(id);
    expect(started).toMatchObject([{ engine: expect.stringMatching(/^python 3\.\d+\.\d+/) }]);
    expect(streams.map(({ sequence }) => sequence)).toEqual(streams.map((_, index) => index + 1));
    expect(streams.slice(0, 11).map(({ stream, text }) => [stream, text])).toEqual([
      ['Output', 'first'],
      ['Output', 'a-b'],
      ['Output', ''],
      ['Debug', 'DEBUG aside'],
      ['Verbose', 'INFO told'],
      ['Warning', 'WARNING careful'],
      ['Error', 'ERROR bad'],
      ['Warning', expect.stringMatching(/tidy-guests\.py:\d+: UserWarning: old/)],
      ['Error', 'to stderr'],
      ['Output', '{"third":3,"ü":[1,2]}'],
      ['Progress', 'Working: half 50 %'],
    ]);
    expect(streams[9]!.value).toEqual({ third: 3, ü: [1, 2] });
    expect(streams).toHaveLength(11 + 3_000 + 2);
    expect(streams.slice(-2).map(({ text }) => text)).toEqual(['bytes \\xff', 'no line end']);
  });

  test('parameters come by position, as Azure passes them, and by name', async () => {
    const { end, output } = await run(
      `
import json, sys
from tenantry import job, parameters
print(json.dumps([sys.argv[1:], parameters, job["attempt"], job["runbook"], sys.argv[0].endswith("tidy-guests.py")]))
`,
      { zebra: '7', ant: 'two words', list: '[1]' },
    );
    expect(end.status).toBe('Completed');
    expect(JSON.parse(output[0]!)).toEqual([
      ['7', 'two words', '[1]'],
      { zebra: '7', ant: 'two words', list: '[1]' },
      1,
      'tidy-guests',
      true,
    ]);
  });

  test('a script finds out that it runs as an Azure Automation job, in a process of its own', async () => {
    const source = `
import os, sys
print(os.environ['AZUREPS_HOST_ENVIRONMENT'], os.environ.get('SEEN', 'fresh'), __name__, 'json' in sys.modules)
os.environ['SEEN'] = 'yes'
`;
    for (const { output } of [await run(source), await run(source)])
      expect(output).toEqual(['AzureAutomation/ fresh __main__ True']);
  });

  test('an exception fails the job with its message and traceback, and stands in the Error stream', async () => {
    const { id, end, output } = await run(`def find(name):
    raise LookupError(f'no user {name}')

def main():
    try:
        find('Ada')
    except LookupError as error:
        raise ValueError('the report is empty') from error

print('before')
main()
`);
    expect(end.status).toBe('Failed');
    expect(end.exception).toMatch(
      /^ValueError: the report is empty\n {2}File "tidy-guests\.py", line 11, in <module>\n {4}main\(\)\n/,
    );
    expect(end.exception).not.toContain('tenantry_host');
    expect(output).toEqual(['before']);
    const [error] = workshop.link.job(id).streams.filter(({ stream }) => stream === 'Error');
    expect(error!.text).toMatch(
      /^Traceback[\s\S]*LookupError: no user Ada[\s\S]*direct cause[\s\S]*ValueError: the report is empty$/,
    );
    expect(error!.text).toContain('line 2, in find\n    raise LookupError(');
    expect(error!.text).not.toContain('tenantry_host');
    expect(error!.value).toMatchObject({ Exception: 'ValueError', Message: 'the report is empty' });
  });

  test.each([
    ['sys.exit()', 'Completed', undefined],
    ['sys.exit(0)', 'Completed', undefined],
    ['sys.exit(3)', 'Failed', /exit code 3\.\n {2}File "tidy-guests\.py", line 2/],
    ["sys.exit('nothing to do')", 'Failed', /^nothing to do$/],
    ['raise KeyboardInterrupt', 'Failed', /^KeyboardInterrupt\n/],
    ['import os; os._exit(4)', 'Failed', /ended without a word \(exit code 4\)/],
    ['import os; os.abort()', 'Failed', /killed 3 times in a row \(signal SIGABRT\)/],
    ["import os; os.write(3, b'no frame\\n'); input()", 'Failed', /wrote a frame that is none/],
    ['input()', 'Failed', /^EOFError/],
  ])('%s ends the job as %s', async (line, status, exception) => {
    const { end } = await run(`import sys\n${line}\n`);
    expect(end.status).toBe(status);
    if (exception === undefined) expect(end.exception).toBeUndefined();
    else expect(end.exception).toMatch(exception);
  });

  test('the job lasts as long as its threads, and its exit functions are heard', async () => {
    const { end, output } = await run(`
import atexit, threading, time
from concurrent.futures import ThreadPoolExecutor

def late():
    time.sleep(0.2)
    print('from the thread')

atexit.register(print, 'at exit')
threading.Thread(target=late).start()
pool = ThreadPoolExecutor(2)  # never shut down
pool.submit(print, 'from the pool').result()
print('main is through')
`);
    expect(end).toMatchObject({ status: 'Completed' });
    expect(output).toEqual(['from the pool', 'main is through', 'from the thread', 'at exit']);
  });

  test('files may be written beside the script, and are gone with the job', async () => {
    const source = `
import os, tempfile
print(os.path.exists('report.csv'))
open('report.csv', 'w').write('a;b')
with tempfile.NamedTemporaryFile() as file:
    print(os.path.getsize('report.csv'), file.write(b'x'))
`;
    for (const { output } of [await run(source), await run(source)]) expect(output).toEqual(['False', '3 1']);
  });

  test('a thread that fails is told and ends nothing; what a script does to its own prints is its own', async () => {
    const { id, end, output } = await run(`
import io, logging, sys, threading

def work():
    raise LookupError('in the background')

thread = threading.Thread(target=work, name='background')
thread.start()
thread.join()
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s: %(message)s')
logging.info('as a line of its output')
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='latin-1', write_through=True)
print('ü'.encode('utf-8').decode('latin-1'))
sys.__stdout__.detach()
`);
    expect(end).toMatchObject({ status: 'Completed' });
    expect(output).toEqual(['INFO: as a line of its output', 'ü']);
    const [error, ...others] = workshop.link.job(id).streams.filter(({ stream }) => stream === 'Error');
    expect(others).toEqual([]);
    expect(error).toMatchObject({ value: { Exception: 'LookupError', Message: 'in the background' } });
    expect(error!.text).toMatch(/^Exception in thread background:\nTraceback[\s\S]*in work/);
  });

  test('children, forks and C code are heard as well, and cannot speak for the job', async () => {
    const { id, end, output } = await run(`
import multiprocessing, os, subprocess, sys

subprocess.run(['sh', '-c', 'echo from a child; echo complaint >&2'], check=True)
os.write(1, b'from below\\n')

def forked(queue):
    import automationassets, tenantry
    print('from a fork')
    answers = []
    for ask in (lambda: automationassets.get_automation_variable('x'), lambda: tenantry.step('s', dict)):
        try:
            answers.append(ask())
        except RuntimeError as error:
            answers.append(str(error).split('.')[0])
    try:
        os.write(3, b'{"type":"ended","outcome":"failed"}\\n')
    except OSError as error:
        answers.append(error.strerror)
    queue.put(answers)
    sys.exit(5)

context = multiprocessing.get_context('fork')
queue = context.SimpleQueue()
child = context.Process(target=forked, args=(queue,))
child.start()
answers = queue.get()
child.join()
print(answers, child.exitcode)
`);
    expect(end).toMatchObject({ status: 'Completed' });
    expect(output.toSorted()).toEqual(
      [
        "['There is no job here', 'There is no job here', 'Bad file descriptor'] 5",
        'from a child',
        'from a fork',
        'from below',
      ].toSorted(),
    );
    expect(texts(workshop.link, id, 'Error')).toEqual(['complaint']);
  });

  test('steps are recorded, keep their results, and refuse what cannot be written down', async () => {
    const { id, end, output } = await run(`
import datetime, json
from tenantry import step
a = step('a', lambda: {'count': 1.0, 'pair': (1, 2)})
b = step('b', lambda: None)
refused = []
loop = []
loop.append(loop)
for name, work in [
    ('a', lambda: 1), ('date', lambda: {'at': [datetime.date.today()]}), ('nan', lambda: float('nan')),
    ('big', lambda: 2**53), ('key', lambda: {1: 2}), ('loop', lambda: loop), ('', lambda: 1),
    ('large', lambda: 'x' * 5_000_000),
]:
    try:
        step(name, work)
    except (TypeError, ValueError) as error:
        refused.append(str(error).split('. ')[0])
print(json.dumps([a, b, refused]))
`);
    expect(end.status).toBe('Completed');
    expect(JSON.parse(output[0]!)).toEqual([
      { count: 1, pair: [1, 2] },
      null,
      [
        "There is already a step 'a' in this run",
        "The result of step 'date' cannot be written down as JSON: at $.at[0] there is a date",
        "The result of step 'nan' cannot be written down as JSON: at $ there is nan",
        "The result of step 'big' cannot be written down as JSON: at $ there is an integer beyond 2^53",
        "The result of step 'key' cannot be written down as JSON: at $ there is a key that is a int",
        "The result of step 'loop' cannot be written down as JSON: at $[0] there is a reference to something that holds it",
        'A step needs a name of 1 to 512 characters, but this one has 0',
        "The result of step 'large' is 5000002 bytes of JSON; the most is 4194304",
      ],
    ]);
    expect(workshop.link.job(id).journal).toEqual([
      { name: 'a', result: { count: 1, pair: [1, 2] } },
      { name: 'b', result: null },
    ]);
  });

  test('a host that is killed resumes after its last recorded step, which never runs again', async () => {
    const { id, end, output } = await run(`
import os, signal
from tenantry import job, step

def work(name):
    print('did', name)
    return name

step('one', lambda: work('one'))
step('two', lambda: work('two'))
if job['attempt'] == 1:
    os.kill(os.getpid(), signal.SIGKILL)
step('three', lambda: work('three'))
print('attempt', job['attempt'])
`);
    expect(end.status).toBe('Completed');
    expect(workshop.link.job(id).journal.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    expect(output).toEqual(['did one', 'did two', 'did three', 'attempt 2']);
  });

  test('assets are read under the names that Azure gives them, and a missing one says so', async () => {
    const { link } = workshop;
    link.variables.set('limit', { most: 5 });
    link.variables.set('secret', 'a-value-nobody-may-see');
    link.credentials.set('mail', { userName: 'mailer', password: 'correct-horse-battery' });
    link.certificates.set('sign-in', {
      name: 'sign-in',
      thumbprint: 'A'.repeat(40),
      expiresOn: '2126-11-01T17:25:48.000Z',
      isExportable: true,
      hasPrivateKey: true,
      content: Buffer.from('a whole key, in binary').toString('base64'),
      password: 'open-sesame-42',
    });
    link.connections.set('billing', {
      name: 'billing',
      connectionType: 'Api',
      fields: { Address: 'https://billing.contoso.com', Key: 'k3y-nobody-sees' },
      secretFields: ['Key'],
    });
    const { end, output } = await run(`
import base64, json
import automationassets
from automationassets import *
import tenantry
automationassets.set_automation_variable('limit', {'most': 6})
credential = automationassets.get_automation_credential('mail')
certificate = automationassets.get_automation_certificate('sign-in')
connection = automationassets.get_automation_connection('billing')
print(automationassets.get_automation_variable('limit'), sorted(credential), len(certificate), connection['Address'])
print(automationassets.get_automation_variable('secret'), credential['password'], connection['Key'])
print(base64.b64encode(certificate).decode(), certificate.hex(), tenantry.certificate('sign-in')['password'])
print(tenantry.certificate('sign-in')['thumbprint'])
for ask in (get_automation_variable, get_automation_credential, get_automation_connection, get_automation_certificate):
    try:
        ask('nope')
    except AutomationAssetNotFound as error:
        print(isinstance(error, LookupError), error)
`);
    expect(end).toMatchObject({ status: 'Completed' });
    expect(link.variables.get('limit')).toEqual({ most: 6 });
    expect(output).toEqual([
      "{'most': 6} ['password', 'username'] 22 https://billing.contoso.com",
      '*** *** ***',
      '*** *** ***',
      'A'.repeat(40),
      "True Variable 'nope' not found. Create it in the account first.",
      "True Credential 'nope' not found. Create it in the account first.",
      expect.stringContaining("True Connection 'nope' not found."),
      "True Certificate 'nope' not found. Create it in the account first.",
    ]);
  });

  test('a job that is stopped is interrupted wherever it is, and has a moment to tidy up', async () => {
    const { link } = workshop;
    const sleeping = start(`
import time
from tenantry import stopping
print('waiting')
try:
    time.sleep(600)
except KeyboardInterrupt:
    print('tidied up', stopping.is_set())
`);
    const watching = start(`
import threading
import tenantry
print('waiting')
def watch():
    tenantry.stopping.wait()
    print('seen in a thread')
threading.Thread(target=watch).start()
`);
    const stubborn = start(`
print('waiting')
while True:
    try:
        while True: pass
    except KeyboardInterrupt: pass
`);
    for (const id of [sleeping, watching, stubborn]) {
      await expect.poll(() => texts(link, id), { timeout: 10_000 }).toEqual(['waiting']);
      link.stopJob(id);
      expect(await link.end(id)).toMatchObject({ status: 'Stopped' });
    }
    expect(texts(link, sleeping)).toEqual(['waiting', 'tidied up True']);
    expect(texts(link, watching)).toEqual(['waiting', 'seen in a thread']);
    expect(texts(link, watching, 'Error')).toEqual([]);
  });

  test('a stop in the middle of much output cuts no frame', async () => {
    const { link } = workshop;
    const id = start(`
number = 0
try:
    while True:
        number += 1
        print('x' * 200, number)
except KeyboardInterrupt:
    print('last words')
`);
    await expect.poll(() => texts(link, id).length, { timeout: 10_000 }).toBeGreaterThan(500);
    link.stopJob(id);
    expect(await link.end(id)).toMatchObject({ status: 'Stopped' });
    expect(texts(link, id).at(-1)).toBe('last words');
  });
});
