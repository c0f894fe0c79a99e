/** Literals that are assigned to names which tell that they are secrets. */

/** The names, and whether any text that could be a password counts (`password`), or only one that looks random. */
const tellingNames =
  /(?<password>pass(?:word|wd|phrase)|pwd)|(?:client|app|shared|api|access|signing|webhook)?[_-]?secret|api[_-]?key|(?:access|account|subscription|signing|encryption|private|shared|master|storage)[_-]?key|token|connection[_-]?string/i;

/** What stands behind a telling word when the name is about something else: `SecretName`, `tokenUrl`, `PasswordLength`. */
const harmlessEnd =
  /(?:name|names|id|ids|uri|url|path|file|folder|type|kind|length|count|expiry|expires|lifetime|field|header|prefix|suffix|pattern|regex|label|title|text|prompt|message|hint|endpoint|scope|provider|policy|version|asset|variable|vault|property|parameter|env|format|attribute|column|profile|credentials?enabled)$/i;

const assignment =
  /(?<name>[A-Za-z_][\w.-]{1,60})["'\]]{0,2}\s{0,8}(?:=>|:=|=|:)\s{0,8}(?:\[[\w.]{1,40}\]\s{0,4})?(?<quote>["'`])(?<value>[^"'`\n]{6,400})\k<quote>/g;

const placeholder =
  /[<>{}]|\$[\w({]|%\w+%|\*{3}|\.{3}|x{4,}|example|sample|placeholder|change[_-]?me|your|dummy|todo|redacted|insert|enter|here/i;

/** Length and bits a character from which a text counts as random: words of a language stay below. */
const [randomLength, randomBits] = [16, 3.2] as const;

export interface Literal {
  readonly index: number;
  readonly name: string;
}

/** Those in the line that are secrets by their names and their looks. */
export function secretLiterals(line: string): readonly Literal[] {
  const found: Literal[] = [];
  for (const match of line.matchAll(assignment)) {
    const { name = '', value = '' } = match.groups ?? {};
    const telling = tellingNames.exec(name);
    if (telling === null || harmlessEnd.test(name) || placeholder.test(value)) continue;
    const isPassword = telling.groups?.['password'] !== undefined;
    if (isPassword ? couldBePassword(value) : looksRandom(value))
      found.push({ index: match.index + match[0].length - value.length - 1, name });
  }
  return found;
}

/** Not a word, a sentence or an address alone. */
function couldBePassword(value: string): boolean {
  return !/\s/.test(value) && !isAddress(value) && /[^A-Za-z_-]/.test(value);
}

function looksRandom(value: string): boolean {
  if (value.length < randomLength || /\s/.test(value) || isAddress(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((each) => each.test(value)).length;
  if (classes < 2 || !/\d/.test(value)) return false;
  // Names in words, `graph-client-2`, have few digits and clear breaks.
  if (/^[A-Za-z]+(?:[-_.][A-Za-z]+)*[-_.]?\d{0,4}$/.test(value)) return false;
  return bitsPerCharacter(value) >= randomBits;
}

function isAddress(value: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|\/|\.{1,2}\/|[A-Za-z]:\\)/i.test(value);
}

/** Shannon's entropy of the text's own characters. */
export function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}
