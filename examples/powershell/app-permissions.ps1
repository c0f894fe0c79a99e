# Which applications hold which permissions of Microsoft Graph, strongest first.
Connect-MgGraph -Identity -NoWelcome
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$roleName = @{}
foreach ($role in $graph.AppRoles) { $roleName[[string]$role.Id] = $role.Value }
$grants = Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $graph.Id -All
$byApp = $grants | Group-Object PrincipalDisplayName | ForEach-Object {
    $roles = $_.Group | ForEach-Object { $roleName[[string]$_.AppRoleId] } | Sort-Object
    [pscustomobject]@{ Application = $_.Name; Writes = @($roles -match 'Write').Count; Permissions = $roles -join ', ' }
}
$byApp | Sort-Object Writes -Descending | Format-List
"$(@($grants).Count) permissions held by $(@($byApp).Count) applications"
