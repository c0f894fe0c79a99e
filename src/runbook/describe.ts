import { z } from 'zod';

/** A parameter as Azure Automation shows it. */
export interface ParameterDefinition {
  readonly name: string;
  /**
   * .NET name: `System.String`, `System.Int32`, `System.Double`, `System.Boolean`, `System.Object`, `System.String[]` …;
   * `System.Security.SecureString` for a text that nobody may see, `z.string().meta({ format: 'password' })`.
   */
  readonly type: string;
  readonly isMandatory: boolean;
  /** Counts from 0, in the order of declaration. */
  readonly position: number;
  /** JSON text. */
  readonly defaultValue?: string;
  /** The values of an enumeration. */
  readonly allowedValues?: string[];
  readonly description?: string;
}

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly default?: unknown;
  readonly description?: string;
  readonly format?: string;
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const dotnetNames: Readonly<Record<string, string>> = {
  string: 'System.String',
  integer: 'System.Int32',
  number: 'System.Double',
  boolean: 'System.Boolean',
};

/** Reads the definitions off a zod object, as the caller has to give the values (before defaults and transforms). */
export function describeParameters(parameters: z.ZodObject): ParameterDefinition[] {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters, {
    io: 'input',
    reused: 'inline',
  }) as Shape;
  return Object.entries(properties).map(([name, shape], position) => {
    const plain = withoutNull(shape);
    const allowedValues = plain.enum?.map(String);
    const { description = plain.description } = shape;
    return {
      name,
      type: dotnetName(plain),
      isMandatory: required.includes(name),
      position,
      ...(shape.default === undefined ? {} : { defaultValue: JSON.stringify(shape.default) }),
      ...(allowedValues === undefined ? {} : { allowedValues }),
      ...(description === undefined ? {} : { description }),
    };
  });
}

function dotnetName(shape: Shape): string {
  if (shape.type === 'array') {
    const item = shape.items === undefined ? 'System.Object' : dotnetName(shape.items);
    return `${item.endsWith('[]') ? 'System.Object' : item}[]`;
  }
  if (shape.type === 'string' && (shape.format === 'password' || shape.writeOnly === true))
    return 'System.Security.SecureString';
  const known = typeof shape.type === 'string' ? dotnetNames[shape.type] : undefined;
  if (known !== undefined) return known;
  const values = shape.enum ?? (shape.const === undefined ? [] : [shape.const]);
  return values.length > 0 && values.every((value) => typeof value === 'string')
    ? 'System.String'
    : 'System.Object';
}

/** A nullable parameter has the type of its other form. */
function withoutNull(shape: Shape): Shape {
  if (Array.isArray(shape.type)) {
    const [type, ...more] = shape.type.filter((each) => each !== 'null');
    return type !== undefined && more.length === 0 ? { ...shape, type } : shape;
  }
  const forms = shape.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  return forms.length === 1 ? withoutNull(forms[0]!) : shape;
}
