import type { RunbookParameter } from '#client';

export type Kind = 'text' | 'truth' | 'number' | 'whole' | 'time' | 'choice' | 'json';

export const kindTexts: Readonly<Record<Kind, string>> = {
  text: 'a text',
  truth: 'yes or no',
  number: 'a number',
  whole: 'a whole number',
  time: 'a time',
  choice: 'one of several',
  json: 'JSON',
};

/** What the API says beyond what Azure has. */
export interface Parameter extends RunbookParameter {
  readonly allowedValues?: readonly string[];
  readonly description?: string;
}

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^System\.(?:Boolean|Management\.Automation\.SwitchParameter)$|^(?:bool|switch)$/i, 'truth'],
  [/^System\.(?:S?Byte|U?Int(?:16|32|64))$|^(?:int|long)$/i, 'whole'],
  [/^System\.(?:Double|Single|Decimal)$|^(?:double|float|decimal)$/i, 'number'],
  [/^System\.DateTime(?:Offset)?$|^datetime$/i, 'time'],
  [/^System\.(?:String|Char|Guid|Uri)$|^string$/i, 'text'],
];

/** How a parameter is asked for, by its .NET type; what has no field of its own is written as JSON. */
export function kindOf({ type, allowedValues }: Parameter): Kind {
  if (allowedValues !== undefined && allowedValues.length > 0) return 'choice';
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'json';
}

/** What stands in a field before somebody writes into it. */
export function initialOf(parameter: Parameter): string {
  const { defaultValue } = parameter;
  if (defaultValue === undefined || defaultValue === null) return '';
  try {
    const value: unknown = JSON.parse(defaultValue);
    return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  } catch {
    return defaultValue;
  }
}

/** Why what was written cannot be sent, in words beside the field; undefined when it can. */
export function faultOf(parameter: Parameter, text: string): string | undefined {
  const kind = kindOf(parameter);
  if (text.trim() === '') return parameter.isMandatory ? 'It is needed.' : undefined;
  if (kind === 'whole' && !/^-?\d+$/.test(text.trim())) return 'It has to be a whole number.';
  if (kind === 'number' && !Number.isFinite(Number(text))) return 'It has to be a number.';
  if (kind === 'time' && Number.isNaN(Date.parse(text))) return 'It has to be a time: 2026-03-31T18:00:00Z.';
  if (kind === 'json' && !isJson(text)) return 'It has to be JSON: {"name": "value"}, ["one", "two"].';
  return undefined;
}

/** As the API takes parameters: texts by name. What was left empty is left out, so that the runbook's own default counts. */
export function valuesOf(
  parameters: Readonly<Record<string, Parameter>>,
  texts: Readonly<Record<string, string>>,
): Record<string, string> {
  const given = Object.keys(parameters).map((name) => [name, texts[name] ?? ''] as const);
  return Object.fromEntries(given.filter(([, text]) => text.trim() !== ''));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
