# Members of some groups, one row a membership; what a member is comes from its annotation.
param([string]$NamePrefix = 'Project')
Connect-MgGraph -Identity -NoWelcome
$path = Join-Path $env:TEMP 'members.csv'
Remove-Item $path -ErrorAction SilentlyContinue
foreach ($group in Get-MgGroup -Filter "startsWith(displayName,'$NamePrefix')") {
    Get-MgGroupMember -GroupId $group.Id -All | ForEach-Object {
        [pscustomobject]@{
            Group  = $group.DisplayName
            Member = $_.AdditionalProperties.displayName
            Upn    = $_.AdditionalProperties['userPrincipalName']
            Type   = $_.AdditionalProperties['@odata.type'] -replace '#microsoft.graph.', ''
        }
    } | Export-Csv $path -Append -NoTypeInformation
}
$rows = Import-Csv $path
$rows | Group-Object Group | Select-Object Name, Count | Format-Table
"$($rows.Count) memberships; types: $(($rows.Type | Sort-Object -Unique) -join ', ')"
