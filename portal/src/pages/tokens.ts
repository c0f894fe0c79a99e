export interface Token {
  readonly kind: 'plain' | 'comment' | 'string' | 'keyword';
  readonly text: string;
}

const words = {
  script:
    'as async await break case catch class const continue default else export false finally for from function if import in interface let new null of return satisfies switch throw true try type typeof undefined while',
  python:
    'and as async await break class continue def del elif else except False finally for from global if import in is lambda None not or pass raise return True try while with yield',
  powershell:
    'begin break catch class continue do else elseif end exit finally foreach for function if in param process return switch throw trap try until using while workflow parallel sequence InlineScript',
};

/** Comments, texts and key words: enough to find one's way, and nothing that could be wrong about the program. */
const languages = {
  script:
    /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|([A-Za-z_$][\w$]*)/g,
  python: /(#[^\n]*)|("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|([A-Za-z_]\w*)/g,
  powershell:
    /(<#[\s\S]*?#>|#[^\n]*)|(@"[\s\S]*?\n"@|@'[\s\S]*?\n'@|"(?:`.|[^"`])*"|'(?:''|[^'])*')|([A-Za-z][\w-]*)/g,
};

/** By the type of the runbook: `TypeScript`, `Python3`, `PowerShell72`, … */
export function tokensOf(text: string, type: string): Token[] {
  const language = /python/i.test(type) ? 'python' : /powershell/i.test(type) ? 'powershell' : 'script';
  const keywords = new Set(words[language].toLowerCase().split(' '));
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], part: string): void => {
    const last = tokens.at(-1);
    if (last?.kind === kind && kind === 'plain') tokens[tokens.length - 1] = { kind, text: last.text + part };
    else if (part !== '') tokens.push({ kind, text: part });
  };
  for (const found of text.matchAll(languages[language])) {
    const [whole, comment, string, word] = found;
    push('plain', text.slice(at, found.index));
    const known = word !== undefined && keywords.has(word.toLowerCase());
    push(
      comment !== undefined ? 'comment' : string !== undefined ? 'string' : known ? 'keyword' : 'plain',
      whole,
    );
    at = found.index + whole.length;
  }
  push('plain', text.slice(at));
  return tokens;
}
