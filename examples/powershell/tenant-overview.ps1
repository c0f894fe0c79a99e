# The tenant on one page: organisation, domains, counts.
Connect-MgGraph -Identity -NoWelcome
$organisation = Get-MgOrganization | Select-Object -First 1
$null = Get-MgUser -ConsistencyLevel eventual -CountVariable users -Top 1
$overview = [ordered]@{
    Name    = $organisation.DisplayName
    Id      = $organisation.Id
    Country = $organisation.CountryLetterCode
    Since   = $organisation.CreatedDateTime.ToString('yyyy-MM')
    Domains = (Get-MgDomain | ForEach-Object { if ($_.IsDefault) { "$($_.Id) (default)" } else { $_.Id } }) -join ', '
    Users   = $users
    Groups  = @(Get-MgGroup -All -Property id).Count
    Apps    = @(Get-MgApplication -All -Property id).Count
}
[pscustomobject]$overview | Format-List
$overview | ConvertTo-Json -Compress
