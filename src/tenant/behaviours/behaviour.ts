import type { Context, GraphResponse } from '../odata/request.ts';
import type { Row } from '../state/columns.ts';

/** Checks and completes a write. Gets the sanitised values of the body; returns what is stored. */
export interface Hooks {
  readonly create?: (
    context: Context,
    values: Record<string, unknown>,
    id: string,
  ) => Record<string, unknown>;
  readonly update?: (context: Context, row: Row, values: Record<string, unknown>) => Record<string, unknown>;
  readonly remove?: (context: Context, row: Row) => void;
}

export type Action = (context: Context, id: string, body: unknown) => GraphResponse;
export type Computed = (context: Context, id: string) => readonly Row[];
