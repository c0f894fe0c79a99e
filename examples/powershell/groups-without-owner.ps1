# Groups that nobody answers for.
Connect-MgGraph -Identity -NoWelcome
$orphans = Get-MgGroup -All | Where-Object { -not (Get-MgGroupOwner -GroupId $_.Id) }
$orphans | Select-Object DisplayName, Mail, @{ Name = 'Age'; Expression = { (New-TimeSpan -Start $_.CreatedDateTime -End (Get-Date)).Days } } | Format-Table
if ($orphans) { Write-Warning "$(@($orphans).Count) groups have no owner" }
'checked'
