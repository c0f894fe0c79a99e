# Guests: how many, from where, and a dry run of disabling those that are older than half a year.
Connect-MgGraph -Identity -NoWelcome
$guests = Get-MgUser -Filter "userType eq 'Guest'" -All -Property id, displayName, mail, createdDateTime, externalUserState, accountEnabled
$guests | Group-Object { ($_.Mail -split '@')[-1] } | Sort-Object Count -Descending | Select-Object Count, Name | Format-Table
$stale = $guests | Where-Object { $_.AccountEnabled -and $_.CreatedDateTime -lt (Get-Date).AddMonths(-6) }
foreach ($guest in $stale) { Update-MgUser -UserId $guest.Id -AccountEnabled:$false -WhatIf }
"$($guests.Count) guests, $(@($stale).Count) would be disabled"
