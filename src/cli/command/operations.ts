/** What a backup holds, for people. */
export interface BackupSummary {
  readonly createdAt: string;
  readonly version: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

export interface RestoreOrder {
  readonly home: string;
  readonly folder: string;
  readonly keyFile: string;
  readonly passphrase: string;
}

/** One thing to know before an upgrade: what is `blocking` is to be done first. */
export interface UpgradeFinding {
  readonly subject: string;
  readonly state: 'good' | 'note' | 'blocking';
  readonly found: string;
  readonly remedy?: string;
}

/** What is done to a home without its API; given by `main`. */
export interface HomeOperations {
  backUp(home: string, folder: string, onProgress: (what: string) => void): Promise<BackupSummary>;
  verifyBackup(folder: string, onProgress: (what: string) => void): Promise<BackupSummary>;
  restore(order: RestoreOrder, onProgress: (what: string) => void): Promise<BackupSummary>;
  /** Returns which keys the file holds. */
  exportKeys(home: string, file: string, passphrase: string): Promise<readonly string[]>;
  checkUpgrade(home: string): Promise<readonly UpgradeFinding[]>;
}
