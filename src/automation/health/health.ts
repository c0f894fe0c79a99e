import { type Database, statement } from '#store';

/** Whether what the domain stands on is there. */
export interface Health {
  /** Never rejects. */
  database(): Promise<boolean>;
}

export function createHealth({ db }: { readonly db: Database }): Health {
  return {
    database: () =>
      db.query(statement('select 1')).then(
        () => true,
        () => false,
      ),
  };
}
