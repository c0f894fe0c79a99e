param([string] $Who)
$seen = [ordered]@{}
function Save-Note([string] $Name, [scriptblock] $Block) {
  $seen[$Name] = Invoke-Step $Name $Block
}
Save-Note 'text' { Write-Warning 'ran text'; "Grüße, `"漢字`"`n \ 🙂" }
Save-Note 'empty text' { Write-Warning 'ran empty text'; '' }
Save-Note 'whole number' { Write-Warning 'ran whole number'; -42 }
Save-Note 'long number' { Write-Warning 'ran long number'; 5000000000 }
Save-Note 'fraction' { Write-Warning 'ran fraction'; 0.5 }
Save-Note 'true' { Write-Warning 'ran true'; $true }
Save-Note 'nothing' { Write-Warning 'ran nothing' }
Save-Note 'date' { Write-Warning 'ran date'; [datetime]'2026-01-02T03:04:05Z' }
Save-Note 'list' { Write-Warning 'ran list'; 1; 'two'; 3.5 }
Save-Note 'list of one' { Write-Warning 'ran list of one'; , @('only') }
Save-Note 'hashtable' { Write-Warning 'ran hashtable'; [ordered]@{ Name = 'Ada'; Groups = @('a', 'b'); Manager = @{ Name = 'Grace' } } }
Save-Note 'object' { Write-Warning 'ran object'; [pscustomobject]@{ Id = 1; Enabled = $false; Nothing = $null } }
Save-Note 'objects' { Write-Warning 'ran objects'; 1..3 | ForEach-Object { [pscustomobject]@{ Id = $_ } } }
Save-Note 'schritt "äöü" ✓' { Write-Warning 'ran schritt "äöü" ✓'; 'a name of its own' }
foreach ($user in 'ada', 'grace', $Who) {
  Save-Note "user $user" { Write-Warning "ran user $user"; [ordered]@{ User = $user; Disabled = $true } }
}
try { Invoke-Step 'fails' { throw 'not recorded' } } catch { 'caught it' }
foreach ($name in $seen.Keys) { "result $name $(ConvertTo-Json $seen[$name] -Compress -Depth 5)" }
