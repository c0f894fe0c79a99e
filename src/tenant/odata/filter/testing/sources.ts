/**
 * Filters on users, and whom each finds among `people.ts`; or the code of its refusal. `!` in front: only as an advanced
 * query. Each group says where its answers are documented; `guess` that they are only believed.
 */
export interface Cases {
  readonly title: string;
  readonly source: string;
  readonly guess?: true;
  readonly rows: readonly (readonly [filter: string, found: string])[];
}

export const advancedQueries = 'learn.microsoft.com/graph/aad-advanced-queries';
export const filterParameter = 'learn.microsoft.com/graph/filter-query-parameter';
export const resource = 'learn.microsoft.com/graph/api/resources/user, "Supports $filter"';
export const odata = 'OData 4.01 part 2, URL conventions, 5.1.1';
export const issue = (repository: string, number: number): string =>
  `github.com/microsoftgraph/${repository}/issues/${number}`;
