# From an employee up to the top, and who has the most direct reports.
Connect-MgGraph -Identity -NoWelcome
$next = Get-MgUser -UserId 'dana.fischer@fjordlight.example'
$chain = @($next.DisplayName)
while ($true) {
    $manager = Get-MgUserManager -UserId $next.Id -ErrorAction SilentlyContinue
    if (-not $manager) { break }
    $next = Get-MgUser -UserId $manager.Id
    $chain += $next.DisplayName
    if ($chain.Count -gt 10) { throw 'the chain goes round' }
}
$chain -join ' -> '
$spans = Get-MgUser -Filter "startsWith(jobTitle,'Head')" -All | ForEach-Object {
    [pscustomobject]@{ Manager = $_.DisplayName; Reports = @(Get-MgUserDirectReport -UserId $_.Id -All).Count }
}
$spans | Sort-Object Reports -Descending | Select-Object -First 5 | Format-Table
"levels: $($chain.Count)"
