import { z } from 'zod';

import { knownApiVersions } from '../http/api-version.ts';
import { type AnswerKind, type Route, usualAnswers } from '../http/routes.ts';

type Description = Omit<Route, 'handle'>;
type Json = Readonly<Record<string, unknown>>;

/** The parts of an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1) that this one has. */
export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly security: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: Json;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly description?: string;
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

/** What is served, described from the routes themselves: bodies by the very schemas that read them. */
export function describeApi(routes: readonly Description[]): OpenApi {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  const places = new Map<string, number>();
  for (const route of routes) {
    const place = (places.get(route.operation) ?? 0) + 1;
    places.set(route.operation, place);
    (paths[openPath(route.path)] ??= {})[route.method.toLowerCase()] = describe(route, place);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tenantry',
      version: knownApiVersions.at(-1) ?? '',
      description:
        'The API of Azure Automation as Tenantry serves it, what Azure Resource Manager has around it, and Tenantry’s own ' +
        '(operations that begin with Tenantry_). Paths match in any case.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      parameters: { apiVersion },
      schemas: { Error: error, Page: page },
    },
  };
}

/** `/jobs/:job` → `/jobs/{job}`. */
export function openPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

const apiVersion = {
  name: 'api-version',
  in: 'query',
  required: true,
  schema: { type: 'string', enum: knownApiVersions },
};
const detail = {
  code: { type: 'string' },
  message: { type: 'string', description: 'what happened, and what to do next' },
};
/** Both live forms of Azure's errors in one. */
const error = {
  type: 'object',
  required: ['error', 'code', 'message'],
  properties: { error: { type: 'object', required: ['code', 'message'], properties: detail }, ...detail },
};
const page = {
  type: 'object',
  required: ['value'],
  properties: {
    value: { type: 'array', items: {} },
    nextLink: { type: 'string', format: 'uri', description: 'the next page; absent at the end' },
  },
};

function describe(route: Description, place: number): OpenApiOperation {
  const { operation, alias, action, path } = route;
  return {
    operationId: place === 1 ? operation : `${operation}_At${place}`,
    tags: [operation.split('_')[0] ?? ''],
    description: `Takes the action ${action}.${alias === true ? ` Another address of ${operation}.` : ''}`,
    parameters: [
      ...Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      { $ref: '#/components/parameters/apiVersion' },
      ...queryOf(route),
    ],
    ...(route.body !== undefined && { requestBody: bodyOf(route.body) }),
    responses: answersOf(route),
  };
}

function queryOf({ filter, pages, query = {} }: Description): Json[] {
  const parameter = (name: string, description: string): Json => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  });
  return [
    ...(filter === undefined
      ? []
      : [parameter('$filter', `terms, joined by "and": ${filter.map((term) => `${term} …`).join(', ')}`)]),
    ...(pages === true ? [parameter('$skiptoken', 'where the page begins, from a nextLink')] : []),
    ...Object.entries(query).map(([name, description]) => parameter(name, description)),
  ];
}

function bodyOf(body: NonNullable<Route['body']>): Json {
  if (body === 'text') return { content: { '*/*': { schema: { type: 'string' } } } };
  if (body === 'file') return { content: { 'application/octet-stream': { schema: {} } } };
  const { $schema: _dialect, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
  return { required: true, content: { 'application/json': { schema } } };
}

const contents: Readonly<Record<AnswerKind, (route: Description) => Json>> = {
  json: ({ pages }) => ({
    'application/json': {
      schema: pages === true ? { $ref: '#/components/schemas/Page' } : { type: ['object', 'string'] },
    },
  }),
  text: () => ({ 'text/plain': { schema: { type: 'string' } } }),
  events: () => ({ 'text/event-stream': { schema: { type: 'string' } } }),
  nothing: () => ({}),
};

const meanings: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Made; Location says where.',
  202: 'Taken down, and done later; Location says where to ask.',
  204: 'Nothing is there, or nothing is to be said.',
};

function answersOf(route: Description): Readonly<Record<string, Json>> {
  const answers = Object.entries(route.answers ?? usualAnswers[route.method]).map(([status, kind]) => {
    const content = contents[kind](route);
    const description = meanings[Number(status)] ?? status;
    return [status, Object.keys(content).length === 0 ? { description } : { description, content }] as const;
  });
  return {
    ...Object.fromEntries(answers),
    default: {
      description: 'Refused.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  };
}
