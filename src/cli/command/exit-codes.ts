/** What a shell learns. Never renumbered. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notReachable: 3,
  notFound: 4,
  notAllowed: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'what was asked failed: the job failed, the draft does not compile, the API refused',
  2: 'the command was written wrongly, or needs an answer that nobody can give',
  3: 'Tenantry is not started or does not answer',
  4: 'no such runbook, job or tenant',
  5: 'not allowed',
  130: 'interrupted with Ctrl-C',
};
