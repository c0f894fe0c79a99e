workflow checkpoints {
  param([string] $Who)
  $number = 7
  $text = "Grüße, $Who"
  $list = 1..3
  $table = @{ Name = 'Ada'; Groups = @('a', 'b') }
  $when = [datetime]'2026-01-02'
  $object = [pscustomobject]@{ Id = 1; Enabled = $false }
  'ran Checkpoint-Workflow 1'
  Checkpoint-Workflow
  $doubled = foreach -parallel ($n in $list) { $n * 2 }
  parallel { $workflow:left = 'l'; $workflow:right = 'r' }
  'ran Checkpoint-Workflow 2'
  Checkpoint-Workflow
  sequence { $number = $number + 1 }
  $inline = InlineScript { "$using:text!" }
  'ran Checkpoint-Workflow 3'
  Checkpoint-Workflow
  "result $number $text $($list -join ',') $($table.Name) $($table.Groups -join ',') $($when.ToString('o'))"
  "result $($object.Id) $($object.Enabled) $(($doubled | Sort-Object) -join ',') $left $right $inline"
}
