import { stripVTControlCharacters } from 'node:util';

const [columns, lineHeight, charWidth, margin, bar] = [112, 19, 8.43, 20, 44];
/** Colours of SGR codes on the dark ground below; each keeps a contrast of at least 4.5:1. */
const colours: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#56d364',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  90: '#9198a1',
};
const ground = '#0d1117';
// eslint-disable-next-line no-control-regex -- an escape sequence begins with one
const codes = /(\u001B\[[\d;]*m)/;

interface Style {
  readonly colour: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
}
const plain: Style = { colour: undefined, bold: false, dim: false };

/** What a terminal showed, as an SVG of a window: `title` is the command, `lines` carry their ANSI colours. */
export function terminalPicture(title: string, lines: readonly string[]): string {
  const shown = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .split('\n')
    .map(cut);
  const [width, height] = [columns * charWidth + 2 * margin, bar + shown.length * lineHeight + margin];
  let style = plain;
  const rows = shown.map((line, at) => {
    const { spans, after } = spansOf(line, style);
    style = after;
    return `<text x="${margin}" y="${bar + at * lineHeight + 12}" xml:space="preserve">${spans}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${height}" role="img" aria-label="${escape(title)}">`,
    `<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3}.b{font-weight:600}.d{fill:#9198a1}</style>`,
    `<rect width="100%" height="100%" rx="10" fill="${ground}"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (fill, at) => `<circle cx="${margin + 6 + at * 20}" cy="20" r="6" fill="${fill}"/>`,
    ),
    `<text x="${margin + 80}" y="25" class="d">$ ${escape(title)}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

/** A line that does not fit ends in an ellipsis, as in a narrow terminal. */
function cut(line: string): string {
  const text = stripVTControlCharacters(line);
  if (text.length <= columns) return line;
  let seen = 0;
  let kept = '';
  for (const part of line.split(codes)) {
    const isCode = part.startsWith('\u001B');
    const room = columns - 1 - seen;
    kept += isCode ? part : part.slice(0, Math.max(room, 0));
    if (!isCode) seen += part.length;
  }
  return `${kept}…`;
}

function spansOf(line: string, before: Style): { readonly spans: string; readonly after: Style } {
  let style = before;
  let spans = '';
  for (const part of line.split(codes)) {
    if (part.startsWith('\u001B')) style = part.slice(2, -1).split(';').reduce(styled, style);
    else if (part !== '') spans += spanOf(part, style);
  }
  return { spans, after: style };
}

function styled(style: Style, code: string): Style {
  if (code === '' || code === '0') return plain;
  if (code === '1') return { ...style, bold: true };
  if (code === '2') return { ...style, dim: true };
  if (code === '22') return { ...style, bold: false, dim: false };
  if (code === '39') return { ...style, colour: undefined };
  return colours[code] === undefined ? style : { ...style, colour: colours[code] };
}

function spanOf(text: string, { colour, bold, dim }: Style): string {
  const classes = [...(bold ? ['b'] : []), ...(dim ? ['d'] : [])].join(' ');
  const attributes = [
    ...(classes === '' ? [] : [`class="${classes}"`]),
    ...(colour === undefined ? [] : [`fill="${colour}" style="fill:${colour}"`]),
  ];
  return attributes.length === 0 ? escape(text) : `<tspan ${attributes.join(' ')}>${escape(text)}</tspan>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
