# Changes attributes from a CSV and shows before and after.
Connect-MgGraph -Identity -NoWelcome
$targets = Get-MgUser -Filter "department eq 'Marketing'" -Top 3 -Property id, userPrincipalName, jobTitle, city
$rows = $targets | Select-Object UserPrincipalName, @{ n = 'JobTitle'; e = { 'Brand Manager' } }, @{ n = 'City'; e = { 'Porto' } } | ConvertTo-Csv | ConvertFrom-Csv
foreach ($row in $rows) {
    $changes = @{}
    foreach ($column in $row.PSObject.Properties | Where-Object Name -ne 'UserPrincipalName') {
        if ($column.Value) { $changes[$column.Name] = $column.Value }
    }
    Update-MgUser -UserId $row.UserPrincipalName @changes
}
$after = $targets | ForEach-Object { Get-MgUser -UserId $_.Id -Property userPrincipalName, jobTitle, city }
$after | Format-Table UserPrincipalName, JobTitle, City
"changed: $(@($after | Where-Object { $_.JobTitle -eq 'Brand Manager' -and $_.City -eq 'Porto' }).Count)"
