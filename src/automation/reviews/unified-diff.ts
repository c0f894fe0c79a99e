/** Lines around a change that are shown with it. */
const context = 3;
/**
 * Beyond so many changed lines the texts are shown as one taken away and one put in its place: time and memory grow by their
 * square.
 */
const mostEdits = 1_000;

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The difference of two texts as `diff -u` writes it; empty when they are the same. */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return '';
  const edits = shortestEdits(linesOf(before), linesOf(after));
  return [`--- ${name} (published)`, `+++ ${name} (draft)`, ...hunks(edits)].join('\n') + '\n';
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** What both begin and end with is set aside first: most drafts change little. */
function shortestEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const same = (lines: readonly string[]): Edit[] => lines.map((line) => ({ sign: ' ', line }));
  return [
    ...same(before.slice(0, head)),
    ...myers(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

/** E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the greedy one, with its trace. */
function myers(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const most = Math.min(before.length + after.length, mostEdits);
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down =
        diagonal === -edits ||
        (diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
      let x = down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
      let y = x - diagonal;
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1;
        y += 1;
      }
      furthest.set(diagonal, x);
      if (x >= before.length && y >= after.length) return walkBack(trace, before, after);
    }
  }
  return [
    ...before.map((line): Edit => ({ sign: '-', line })),
    ...after.map((line): Edit => ({ sign: '+', line })),
  ];
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let step = trace.length - 1; step >= 0; step -= 1) {
    const furthest = trace[step]!;
    const diagonal = x - y;
    const down =
      diagonal === -step ||
      (diagonal !== step && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : (furthest.get(from) ?? 0);
    const fromY = step === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY && before[x - 1] === after[y - 1]) {
      edits.push({ sign: ' ', line: before[x - 1]! });
      x -= 1;
      y -= 1;
    }
    if (step === 0) break;
    edits.push(down ? { sign: '+', line: after[y - 1]! } : { sign: '-', line: before[x - 1]! });
    [x, y] = [fromX, fromY];
  }
  return edits.reverse();
}

function hunks(edits: readonly Edit[]): readonly string[] {
  const shown: string[] = [];
  const changed = edits.flatMap(({ sign }, at) => (sign === ' ' ? [] : [at]));
  for (let next = 0; next < changed.length;) {
    let last = next;
    while (last + 1 < changed.length && changed[last + 1]! - changed[last]! <= 2 * context + 1) last += 1;
    const from = Math.max(0, changed[next]! - context);
    const to = Math.min(edits.length, changed[last]! + context + 1);
    shown.push(headerOf(edits, from, to), ...edits.slice(from, to).map(({ sign, line }) => `${sign}${line}`));
    next = last + 1;
  }
  return shown;
}

function headerOf(edits: readonly Edit[], from: number, to: number): string {
  const range = (without: '+' | '-'): string => {
    const before = edits.slice(0, from).filter(({ sign }) => sign !== without).length;
    const count = edits.slice(from, to).filter(({ sign }) => sign !== without).length;
    return `${count === 0 ? before : before + 1},${count}`;
  };
  return `@@ -${range('+')} +${range('-')} @@`;
}
