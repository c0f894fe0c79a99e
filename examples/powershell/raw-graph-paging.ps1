# Pages by hand with Invoke-MgGraphRequest, as scripts did before -All.
Connect-MgGraph -Identity -NoWelcome
$uri = 'https://graph.microsoft.com/v1.0/users?$select=id,displayName,department&$top=75'
$people = [System.Collections.Generic.List[object]]::new()
$pages = 0
do {
    $page = Invoke-MgGraphRequest -Method GET -Uri $uri -OutputType PSObject
    $people.AddRange([object[]]$page.value)
    $uri = $page.'@odata.nextLink'
    $pages++
} while ($uri)
$people | Group-Object department -NoElement | Sort-Object Count -Descending | Select-Object -First 3 | Format-Table
"$($people.Count) people on $pages pages"
