/** What the translation does not carry: refused at publish, at its line. */
export interface WorkflowRefusal {
  readonly source: string;
  readonly line: number;
  readonly message: RegExp;
}

const within = (body: string): string => `workflow Report {\n${body}\n}`;

export const refusals: readonly WorkflowRefusal[] = [
  { source: `'just a script'`, line: 1, message: /There is no workflow here/ },
  { source: `workflow A { 1 }\nworkflow B { 2 }`, line: 2, message: /runbook of its own/ },
  { source: `workflow A { 1 }\nA`, line: 2, message: /nothing beside its workflow/ },
  { source: `workflow A ($x) { $x }`, line: 1, message: /param\(…\)/ },
  { source: within(`workflow Inner { 1 }`), line: 2, message: /workflow inside of a workflow/ },
  { source: within(`'a'\nGet-Date -PSPersist $true`), line: 3, message: /Checkpoint-Workflow after/ },
  { source: within(`InlineScript { 1 } -PSComputerName 'x'`), line: 2, message: /Invoke-Command/ },
  {
    source: within(`parallel {\nCheckpoint-Workflow\n}`),
    line: 3,
    message: /cannot go on from a checkpoint/,
  },
  {
    source: within(`try { 1 } catch { Checkpoint-Workflow }`),
    line: 2,
    message: /cannot go on from a checkpoint/,
  },
  { source: within(`$script:x = 1`), line: 2, message: /Write '\$workflow:'/ },
  { source: within(`InlineScript { $workflow:x = 1 }`), line: 2, message: /does not see '\$workflow:'/ },
  { source: within(`$x = 1\n$using:x`), line: 3, message: /for InlineScript/ },
  { source: within(`function F { $workflow:x }`), line: 2, message: /Give it a parameter/ },
  { source: within(`trap { 1 }`), line: 2, message: /no trap/ },
  { source: within(`process { 1 }`), line: 1, message: /no begin, process or end/ },
  { source: within(`'a'\nif (`), line: 3, message: /.+/ },
];
