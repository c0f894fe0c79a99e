/**
 * The forms in which one secret may turn up in text. Base64 of a longer text that holds the secret shows it at one of
 * three alignments; the characters at its two ends also carry bits of the neighbours and are left out.
 */
export function formsOf(secret: string): readonly string[] {
  const escaped = jsonEscaped(secret);
  const dotnet = dotnetJsonEscaped(secret);
  const forms = [
    secret,
    ...bytesForms(Buffer.from(secret, 'utf8')),
    // As Windows and .NET hold texts: `[Text.Encoding]::Unicode`.
    ...bytesForms(Buffer.from(secret, 'utf16le')),
    ...urlEscaped(secret),
    escaped,
    jsonEscaped(escaped),
    asciiEscaped(escaped),
    dotnet,
    lowerEscapes(dotnet),
    ...markupEscaped(secret),
  ];
  return [...new Set(forms)];
}

/** Base64, plain and for addresses, at the three alignments; hex in the ways in which people write it. */
export function bytesForms(bytes: Buffer): readonly string[] {
  const base64 = [0, 1, 2].flatMap((before) => {
    const core = base64Core(bytes, before);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = bytes.toString('hex');
  const pairs = hex.match(/../g) ?? [];
  // BitConverter.ToString has dashes; bytes.hex(':'), fingerprints and dumps have colons and spaces.
  const written = [hex, ...['-', ':', ' '].map((between) => pairs.join(between))];
  return [...new Set([...base64, ...written, ...written.map((text) => text.toUpperCase())])];
}

/** Widths at which base64 is broken into lines: PEM, and MIME as Convert.ToBase64String and base64(1) write it. */
const lineWidths = [64, 76] as const;

/** A shorter line says nothing and would blank much. */
export const shortestLine = 12;

/** The lines of long base64, each of which is enough to be known by. */
export function base64Lines(bytes: Buffer): readonly string[] {
  const whole = bytes.toString('base64');
  return lineWidths.flatMap((width) =>
    (whole.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter((line) => line.length >= shortestLine),
  );
}

function base64Core(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function urlEscaped(secret: string): readonly string[] {
  // A lone surrogate has no UTF-8 form: it is escaped as the replacement character, as browsers send it.
  const strict = encodeURIComponent(secret.toWellFormed());
  const all = strict.replaceAll(/[!'()*]/g, percent);
  const lower = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  const forms = [
    all,
    // As browsers and URLSearchParams send a form, and as .NET's WebUtility.UrlEncode does.
    new URLSearchParams({ s: secret.toWellFormed() }).toString().slice(2),
    strict.replaceAll(/['~]/g, percent),
  ].map((each) => each.replaceAll('%20', '+'));
  return [strict, all, ...forms].flatMap((each) => [each, lower(each)]);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As Python's `json.dumps` and ConvertTo-Json -EscapeHandling EscapeNonAscii write what is JSON already. */
function asciiEscaped(json: string): string {
  return json.replaceAll(/[\u007f-\uffff]/g, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** As System.Text.Json and ConvertTo-Json write it: quotes, angle brackets, `&`, `+` and non-ASCII as `\\u`. */
function dotnetJsonEscaped(text: string): string {
  return jsonEscaped(text)
    .replaceAll('\\"', '\\u0022')
    .replaceAll(/[^\u0020-\u007e]|[&'+<>`]/g, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `\\u${code}`;
    });
}

function lowerEscapes(text: string): string {
  return text.replaceAll(/\\u[0-9A-F]{4}/g, (escape) => escape.toLowerCase());
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** In XML and HTML: inside of an element, and inside of an attribute. */
function markupEscaped(text: string): readonly string[] {
  const element = text.replaceAll(/[&<>]/g, (character) => entities[character] ?? character);
  return [
    element,
    element.replaceAll('"', '&quot;'),
    element.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ];
}
