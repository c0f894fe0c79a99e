# A page with a summary and a table for each office, written as HTML.
Connect-MgGraph -Identity -NoWelcome
$path = Join-Path $env:TEMP 'report.html'
$organisation = Get-MgOrganization
$users = Get-MgUser -All -Filter 'accountEnabled eq true' -Property displayName, jobTitle, officeLocation, mail
$parts = foreach ($office in $users | Where-Object OfficeLocation | Group-Object OfficeLocation | Sort-Object Name) {
    $office.Group | Sort-Object DisplayName | Select-Object DisplayName, JobTitle, Mail |
        ConvertTo-Html -Fragment -PreContent "<h2>$($office.Name) ($($office.Count))</h2>"
}
$style = '<style>body { font-family: sans-serif } td { padding: 2px 8px }</style>'
ConvertTo-Html -Title "People of $($organisation.DisplayName)" -Head $style -Body ("<h1>$($organisation.DisplayName)</h1>" + ($parts -join "`n")) |
    Out-File $path -Encoding utf8
"$((Get-Item $path).Length -gt 1000) $((Select-String -Path $path -Pattern '<h2>' -AllMatches).Count) offices"
