/**
 * The forms in which one secret may turn up in text. Base64 of a longer text that holds the secret shows it at one of
 * three alignments; the characters at its two ends also carry bits of the neighbours and are left out.
 */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => {
    const core = base64Core(bytes, before);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const escaped = jsonEscaped(secret);
  const forms = [
    secret,
    ...base64,
    ...urlEscaped(secret),
    escaped,
    jsonEscaped(escaped),
    dotnetJsonEscaped(secret),
    hex,
    hex.toUpperCase(),
  ];
  return [...new Set(forms)];
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

/** As System.Text.Json and ConvertTo-Json write it: quotes, angle brackets, `&`, `+` and non-ASCII as `\\u`. */
function dotnetJsonEscaped(text: string): string {
  return jsonEscaped(text)
    .replaceAll('\\"', '\\u0022')
    .replaceAll(/[^\u0020-\u007e]|[&'+<>`]/g, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `\\u${code}`;
    });
}
