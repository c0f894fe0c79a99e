/** A workflow with a known outcome. */
export interface WorkflowProgram {
  readonly promise: string;
  /** The workflow's body: its parameters first. */
  readonly body: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Texts of the Output stream; of branches in any order. */
  readonly output: readonly string[];
  readonly anyOrder?: boolean;
  /** Status Failed with this in its exception; Completed when absent. */
  readonly fails?: string;
}

export const programs: readonly WorkflowProgram[] = [
  {
    promise: 'statements run one after the other',
    body: `$a = 2\n$b = $a * 21\n"the answer is $b"`,
    output: ['the answer is 42'],
  },
  {
    promise: "parameters of the workflow are the runbook's",
    body: `param([string] $Name, [int] $Times = 2)\n1..$Times | ForEach-Object { "$Name $_" }`,
    parameters: { Name: 'Ada' },
    output: ['Ada 1', 'Ada 2'],
  },
  {
    promise: 'parallel runs each of its statements',
    body: `parallel {\n'one'\n'two'\n'three'\n}`,
    output: ['one', 'three', 'two'],
    anyOrder: true,
  },
  {
    promise: 'branches run at the same time: each waits for what the other does',
    body: `
      parallel {
        sequence {
          for ($i = 0; $i -lt 600 -and -not $workflow:second; $i++) { Start-Sleep -Milliseconds 50 }
          "first saw $workflow:second"
        }
        $workflow:second = 'the second'
      }`,
    output: ['first saw the second'],
  },
  {
    promise: 'sequence inside of parallel keeps its order',
    body: `
      parallel {
        sequence { 'a1'; 'a2'; 'a3' }
        sequence { 'b1'; 'b2' }
      }`,
    output: ['a1', 'a2', 'a3', 'b1', 'b2'],
    anyOrder: true,
  },
  {
    promise: 'foreach -parallel runs its body for each item',
    body: `foreach -parallel ($n in 1..6) { "square $($n * $n)" }`,
    output: [1, 16, 25, 36, 4, 9].map((square) => `square ${square}`),
    anyOrder: true,
  },
  {
    promise: 'with -ThrottleLimit 1 the items come in their order',
    body: `$limit = 1\nforeach -parallel -throttlelimit $limit ($n in 'x', 'y', 'z') { $n }`,
    output: ['x', 'y', 'z'],
  },
  {
    promise: 'branches read the variables and parameters of the workflow',
    body: `param([string] $Suffix)\n$prefix = 'user'\n$all = foreach -parallel ($n in 1..3) { "$prefix-$n$Suffix" }\n$all | Sort-Object`,
    parameters: { Suffix: '!' },
    output: ['user-1!', 'user-2!', 'user-3!'],
  },
  {
    promise: 'what a branch writes without $workflow: stays in the branch',
    body: `$x = 'outside'\nparallel { sequence { $x = 'inside'; $x } }\n$x`,
    output: ['inside', 'outside'],
  },
  {
    promise: '$workflow: brings values out of branches, and is the same variable outside',
    body: `$x = 1\nparallel {\n$workflow:x = 7\n}\n"x is $x and $workflow:x"\n$workflow:x += 1\n$x`,
    output: ['x is 7 and 7', '8'],
  },
  {
    promise: 'InlineScript reads with $using: and gives its output',
    body: `$name = 'Ada'\n$table = @{ Age = 36 }\n$text = InlineScript { $n = $using:name; "$n is $($using:table.Age); $using:name" }\n$text`,
    output: ['Ada is 36; Ada'],
  },
  {
    promise: 'InlineScript sees no variable of the workflow by its name, and changes none',
    body: `$a = 'kept'\nInlineScript { "<$a>"; $a = 'changed'; $a }\n$a`,
    output: ['<>', 'changed', 'kept'],
  },
  {
    promise: 'InlineScript inside of a branch reads the variables of the branch',
    body: `foreach -parallel ($n in 5, 6) { $double = $n * 2; InlineScript { $using:double + $using:n } }`,
    output: ['15', '18'],
    anyOrder: true,
  },
  {
    promise: 'functions of the workflow are there in its branches',
    body: `function Get-Twice { param($Value) $Value * 2 }\nGet-Twice 4\nforeach -parallel ($n in 10, 20) { Get-Twice $n }`,
    output: ['20', '40', '8'],
    anyOrder: true,
  },
  {
    promise: 'parallel inside of foreach -parallel shares $workflow: with the workflow',
    body: `
      $left = 0; $right = 0
      foreach -parallel ($n in 1) {
        parallel {
          $workflow:left = 3
          $workflow:right = 4
        }
      }
      "$left $right"`,
    output: ['3 4'],
  },
  {
    promise: 'an error that ends a branch ends the workflow after the other branches',
    body: `parallel {\nthrow 'the branch is broken'\nsequence { Start-Sleep -Milliseconds 300; 'other' }\n}\n'never'`,
    output: ['other'],
    fails: 'the branch is broken',
  },
  {
    promise: 'an error in a branch is caught around parallel',
    body: `try { parallel { throw 'inside' } } catch { "caught $($_.Exception.Message)" }\n'goes on'`,
    output: ['caught inside', 'goes on'],
  },
  {
    promise: 'a checkpoint changes nothing for a job that nobody interrupts',
    body: `$x = 1\nCheckpoint-Workflow\n$x += 1\nsequence { Checkpoint-Workflow; $x }\nCheckpoint-Workflow\n'end'`,
    output: ['2', 'end'],
  },
  {
    promise: 'checkpoints in loops, conditions and try run as the statements around them',
    body: `
      $sum = 0
      :outer foreach ($n in 1..5) {
        if ($n -eq 2) { continue outer } elseif ($n -eq 4) { Checkpoint-Workflow; $sum += 100 } else { $sum += $n }
        if ($n -eq 5) { break }
        Checkpoint-Workflow
      }
      for ($i = 0; $i -lt 3; $i++) { Checkpoint-Workflow; $sum += 1000 }
      $left = 2
      while ($left -gt 0) { $left -= 1; Checkpoint-Workflow }
      do { Checkpoint-Workflow; $left += 1 } while ($left -lt 2)
      try { Checkpoint-Workflow; throw 'x' } catch { 'caught' } finally { 'finally' }
      "$sum $left"`,
    output: ['caught', 'finally', '3109 2'],
  },
  {
    promise: 'a checkpoint over 5 MB ends the job and names the variable',
    body: `$small = 1\n$large = 'x' * 6000000\nCheckpoint-Workflow\n'never'`,
    output: [],
    fails: "The largest variable is 'large'",
  },
];
