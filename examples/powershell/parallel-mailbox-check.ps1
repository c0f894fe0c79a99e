# Several departments at a time, each branch with the same sign-in.
Connect-MgGraph -Identity -NoWelcome
$departments = 'Sales', 'Engineering', 'Finance', 'IT'
$results = $departments | ForEach-Object -Parallel {
    $people = Get-MgUser -Filter "department eq '$_'" -All -Property id, mail
    [pscustomobject]@{ Department = $_; People = @($people).Count; WithoutMail = @($people | Where-Object { -not $_.Mail }).Count }
} -ThrottleLimit 2
$results | Sort-Object Department | Format-Table
"departments: $(@($results).Count)"
