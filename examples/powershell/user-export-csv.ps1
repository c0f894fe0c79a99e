# Everybody with what HR asks for, in a CSV that a spreadsheet opens, and read back to be sure.
Connect-MgGraph -Identity -NoWelcome
$path = Join-Path $env:TEMP "users-$(Get-Date -Format 'yyyyMMdd').csv"
$columns = @(
    'DisplayName', 'UserPrincipalName', 'JobTitle', 'Department', 'OfficeLocation', 'Country'
    @{ Name = 'Enabled'; Expression = { if ($_.AccountEnabled) { 'yes' } else { 'no' } } }
    @{ Name = 'Created'; Expression = { $_.CreatedDateTime.ToString('yyyy-MM-dd') } }
)
$select = 'displayName,userPrincipalName,jobTitle,department,officeLocation,country,accountEnabled,createdDateTime'.Split(',')
Get-MgUser -All -Property $select | Select-Object $columns | Export-Csv -Path $path -NoTypeInformation -Delimiter ';' -Encoding utf8BOM
$back = Import-Csv $path -Delimiter ';'
"$($back.Count) people; columns: $($back[0].PSObject.Properties.Name -join ', ')"
$back | Group-Object Enabled | ForEach-Object { "$($_.Name): $($_.Count)" }
