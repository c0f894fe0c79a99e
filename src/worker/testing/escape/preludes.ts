import type { Attempt } from './attempt.ts';
import { calls } from './calls.ts';

/** Attempts by their numbers, as one program: each line that it prints is what came of one of them. */
export type Numbered = readonly (readonly [number, Attempt])[];

export function typescriptBody(attempts: Numbered): string {
  return `
  const F: any = JSON.parse(params.facts);
  const C: any = ${JSON.stringify(calls)};
  const [fs, net, os, dgram, cp]: any[] = await Promise.all(
    ['node:fs', 'node:net', 'node:os', 'node:dgram', 'node:child_process'].map((name) => import(name)));
  const read = (path: string): string => fs.readFileSync(path, 'utf8');
  const sh = (command: string, ...args: string[]): string =>
    cp.execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 10_000 });
  const perl = (code: string, ...args: unknown[]): string => sh('perl', '-e', code, ...args.map(String));
  const dial = (to: any, say = 'hello'): Promise<string> => new Promise((resolve, reject) => {
    const socket = net.connect(to);
    socket.setTimeout(2_000, () => socket.destroy(new Error('silence')));
    socket.on('connect', () => socket.write(say));
    socket.on('data', (data: Buffer) => { socket.destroy(); resolve(String(data)); });
    socket.on('error', reject);
  });
  const attempt = async (number: number, work: () => unknown): Promise<void> => {
    try { log.output(JSON.stringify({ number, told: String(await work()) })); }
    catch (error) { log.output(JSON.stringify({ number, refused: String(error) })); }
  };
  ${attempts.map(([number, { typescript }]) => `await attempt(${number}, async () => { ${typescript} });`).join('\n')}`;
}

export function pythonProgram(attempts: Numbered, facts: object): string {
  const tries = attempts.map(
    ([number, { python }]) =>
      `def work():\n${python
        .trim()
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n')}\nattempt(${number}, work)`,
  );
  return `
import ctypes, json, os, resource, signal, socket, subprocess
F = json.loads(${JSON.stringify(JSON.stringify(facts))})
C = json.loads(${JSON.stringify(JSON.stringify(calls))})
L = ctypes.CDLL(None, use_errno=True)
L.syscall.restype = ctypes.c_long
def call(name, *values):
    given = [ctypes.c_long(each) if isinstance(each, int) else each for each in values]
    answer = L.syscall(ctypes.c_long(C[name]), *given)
    if answer == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
def read(path):
    with open(path, 'rb') as file:
        return file.read().decode('latin-1')
def append(path, text):
    with open(path, 'a') as file:
        file.write(text)
def sh(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=10).stdout
def dial(family, to, say=b'hello'):
    with socket.socket(family) as each:
        each.settimeout(2)
        each.connect(to)
        each.send(say)
        return each.recv(4096).decode()
def attempt(number, work):
    try:
        print(json.dumps({'number': number, 'told': str(work())}))
    except BaseException as error:
        print(json.dumps({'number': number, 'refused': repr(error)}))
${tries.join('\n')}
`;
}

export function powershellProgram(attempts: Numbered, facts: object): string {
  const tries = attempts.map(([number, { powershell }]) => `Attempt ${number} {\n${powershell}\n}`);
  return `
$ErrorActionPreference = 'Stop'
$F = @'
${JSON.stringify(facts)}
'@ | ConvertFrom-Json
$C = @'
${JSON.stringify(calls)}
'@ | ConvertFrom-Json
Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
using System.Text;
public static class N {
  [DllImport("libc", SetLastError = true)]
  static extern long syscall(long n, long a, long b, long c, long d, long e, long f);
  public static long Call(long n, params long[] given) {
    var a = new long[6];
    given.CopyTo(a, 0);
    var answer = syscall(n, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (answer == -1) throw new InvalidOperationException("errno " + Marshal.GetLastPInvokeError());
    return answer;
  }
  public static long Room(int bytes) {
    var room = Marshal.AllocHGlobal(bytes);
    Marshal.Copy(new byte[bytes], 0, room, bytes);
    return room.ToInt64();
  }
  public static void Take(long dup, int times) {
    var taken = new System.Collections.Generic.List<long>();
    try { for (var each = 0; each < times; each++) taken.Add(Call(dup, 0)); }
    finally { foreach (var each in taken) Call(${calls['close']}, each); }
  }
  public static long Text(string text) { return Marshal.StringToHGlobalAnsi(text).ToInt64(); }
  public static long Pair(long a, long b) {
    var room = Marshal.AllocHGlobal(16);
    Marshal.WriteInt64(room, 0, a);
    Marshal.WriteInt64(room, 8, b);
    return room.ToInt64();
  }
  public static string Read(long from, int bytes) {
    var read = new byte[bytes];
    Marshal.Copy(new IntPtr(from), read, 0, bytes);
    return Encoding.Latin1.GetString(read);
  }
}
'@
function Read([string]$path) { [IO.File]::ReadAllText($path) }
function Append([string]$path, [string]$text) { [IO.File]::AppendAllText($path, $text) }
function Sh {
  $command, $rest = $args
  $answer = & $command @rest 2>&1
  if ($LASTEXITCODE -ne 0) { throw "$command ended with $LASTEXITCODE" }
  $answer
}
function Dial($family, $to, [string]$say = 'hello') {
  $protocol = if ($family -eq 'Unix') { 'Unspecified' } else { 'Tcp' }
  $socket = [Net.Sockets.Socket]::new($family, 'Stream', $protocol)
  try {
    $socket.ReceiveTimeout = 2000
    $socket.Connect($to)
    [void]$socket.Send([Text.Encoding]::ASCII.GetBytes($say))
    $room = [byte[]]::new(4096)
    [Text.Encoding]::ASCII.GetString($room, 0, $socket.Receive($room))
  } finally { $socket.Dispose() }
}
function Attempt($number, $work) {
  try { $came = @{ number = $number; told = [string](& $work) } }
  catch { $came = @{ number = $number; refused = [string]$_ } }
  $came | ConvertTo-Json -Compress
}
${tries.join('\n')}
`;
}
