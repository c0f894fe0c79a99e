import { problem } from '#kernel';

/**
 * The regular expressions of `-match`, run without backtracking: a rule is somebody else's text and is asked of every
 * user, so its work must stay linear in the length of the value. Known are literals, `.`, classes, groups, `|`, `^`, `$`, `*`, `+`, `?`
 * and `{m,n}`; what needs memory of what was matched (references, looking around) is refused. Case does not count
 * (believed, as with every comparison of the rule language).
 */
export interface Pattern {
  found(text: string): boolean;
}

type Step =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean; next: number }
  | { readonly kind: 'split'; readonly to: number[] }
  | { readonly kind: 'start' | 'end'; next: number }
  | { readonly kind: 'done' };

type Node =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' | 'nothing' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

/** `{m,n}` unrolls: with this bound a pattern of 3,072 characters stays small. */
const mostRepeats = 100;
const mostSteps = 5_000;

const compiled = new Map<string, Pattern>();

export function compilePattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const made = new Program(parse(source)).pattern();
  if (compiled.size >= 200) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(source, made);
  return made;
}

class Program {
  readonly #steps: Step[] = [];
  readonly #first: number;

  constructor(node: Node) {
    this.#first = this.#emit(node, this.#add({ kind: 'done' }));
  }

  pattern(): Pattern {
    return { found: (text) => this.#run([...text]) };
  }

  /** All ways at once, a character at a time; a search may begin anywhere. */
  #run(characters: readonly string[]): boolean {
    let active = new Set<number>();
    for (let at = 0; at <= characters.length; at += 1) {
      this.#reach(this.#first, active, at, characters.length);
      const next = new Set<number>();
      for (const index of active) {
        const step = this.#steps[index]!;
        if (step.kind === 'done') return true;
        if (step.kind === 'one' && at < characters.length && step.takes(characters[at]!))
          this.#reach(step.next, next, at + 1, characters.length);
      }
      active = next;
    }
    return false;
  }

  #reach(from: number, into: Set<number>, at: number, length: number): void {
    const open = [from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (into.has(index)) continue;
      into.add(index);
      const step = this.#steps[index]!;
      if (step.kind === 'split') open.push(...step.to);
      if (step.kind === 'start' && at === 0) open.push(step.next);
      if (step.kind === 'end' && at === length) open.push(step.next);
    }
  }

  #add(step: Step): number {
    if (this.#steps.length >= mostSteps) throw wrongPattern();
    this.#steps.push(step);
    return this.#steps.length - 1;
  }

  /** Written from the end: each part is told where to go on. */
  #emit(node: Node, next: number): number {
    switch (node.kind) {
      case 'nothing':
        return next;
      case 'one':
        return this.#add({ kind: 'one', takes: node.takes, next });
      case 'start':
      case 'end':
        return this.#add({ kind: node.kind, next });
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.#emit(part, after), next);
      case 'choice':
        return this.#add({ kind: 'split', to: node.parts.map((part) => this.#emit(part, next)) });
      case 'repeat':
        return this.#repeat(node, next);
    }
  }

  #repeat({ part, least, most }: Node & { kind: 'repeat' }, next: number): number {
    let after = next;
    if (most === Number.POSITIVE_INFINITY) {
      const to: number[] = [next];
      after = this.#add({ kind: 'split', to });
      to.push(this.#emit(part, after));
    } else {
      for (let n = least; n < most; n += 1)
        after = this.#add({ kind: 'split', to: [next, this.#emit(part, after)] });
    }
    for (let n = 0; n < least; n += 1) after = this.#emit(part, after);
    return after;
  }
}

function parse(source: string): Node {
  let at = 0;
  let depth = 0;
  const choice = (): Node => {
    const parts = [sequence()];
    while (source[at] === '|') {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  };
  const group = (): Node => {
    depth += 1;
    if (depth > 50) throw wrongPattern();
    if (source.startsWith('?:', at)) at += 2;
    else if (source[at] === '?') throw wrongPattern();
    const inside = choice();
    if (source[at] !== ')') throw wrongPattern();
    at += 1;
    depth -= 1;
    return inside;
  };
  const atom = (): Node => {
    const character = source[at]!;
    at += 1;
    if (character === '(') return group();
    if (character === '^') return { kind: 'start' };
    if (character === '$') return { kind: 'end' };
    if (character === '.') return { kind: 'one', takes: (each) => each !== '\n' };
    if ('*+?'.includes(character)) throw wrongPattern();
    if (character === '[' || character === '\\') {
      const end = character === '[' ? endOfClass(source, at) : endOfEscape(source, at);
      const one = single(source.slice(at - 1, end));
      at = end;
      return one;
    }
    const lower = character.toLowerCase();
    return { kind: 'one', takes: (each) => each.toLowerCase() === lower };
  };
  const repeated = (part: Node): Node => {
    const bounds = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(source.slice(at));
    if (bounds === null) return part;
    at += bounds[0].length;
    if (part.kind === 'start' || part.kind === 'end') throw wrongPattern();
    const [least, most] = boundsOf(bounds);
    if (least > mostRepeats || (most !== Number.POSITIVE_INFINITY && most > mostRepeats) || most < least)
      throw wrongPattern();
    return repeated({ kind: 'repeat', part, least, most });
  };
  const whole = choice();
  if (at < source.length) throw wrongPattern();
  return whole;
}

function boundsOf([text, least, comma, most]: RegExpExecArray): [number, number] {
  if (text.startsWith('*')) return [0, Number.POSITIVE_INFINITY];
  if (text.startsWith('+')) return [1, Number.POSITIVE_INFINITY];
  if (text.startsWith('?')) return [0, 1];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}

function endOfClass(source: string, from: number): number {
  let at = from;
  if (source[at] === '^') at += 1;
  if (source[at] === ']') at += 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfEscape(source: string, from: number): number {
  const next = source[from] ?? '';
  // References to groups, word boundaries, names and properties need more than one character at a time.
  if (next === '' || /[1-9bBkKpPGAzZ]/.test(next)) throw wrongPattern();
  if (next === 'x' || next === 'u') return from + (next === 'x' ? 3 : 5);
  return from + 1;
}

/**
 * One character of a class or an escape, in JavaScript's own reading, which knows nothing to backtrack into; where the
 * strict one refuses, the lenient one takes an escaped punctuation for itself, as .NET does.
 */
function single(text: string): Node {
  const readable = text.replace(/^\[(\^?)\]/, '[$1\\]');
  for (const flags of ['isu', 'is']) {
    try {
      const test = new RegExp(`^${readable}$`, flags);
      return { kind: 'one', takes: (each) => test.test(each) };
    } catch {
      // Tried the other way, or refused below.
    }
  }
  throw wrongPattern();
}

function wrongPattern(): Error {
  return problem('GraphMembershipRuleInvalid', {
    detail: 'Invalid operands found for operator. Invalid operands found for operator -match',
  });
}
