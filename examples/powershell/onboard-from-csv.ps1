# Several accounts from a CSV, with a result file that says what became of each.
Connect-MgGraph -Identity -NoWelcome
$csv = Join-Path $env:TEMP 'new.csv'
@'
GivenName,Surname,Department,Country
Ada,Nilsen,IT,NO
Grace,Okafor,Finance,NG
,Nameless,IT,NO
'@ | Set-Content $csv
$results = Import-Csv $csv | ForEach-Object {
    $status = 'skipped: no given name'
    if ($_.GivenName) {
        $nick = "$($_.GivenName).$($_.Surname)".ToLower()
        $body = @{
            displayName       = "$($_.GivenName) $($_.Surname)"
            mailNickname      = $nick
            userPrincipalName = "$nick@fjordlight.example"
            department        = $_.Department
            usageLocation     = $_.Country
            accountEnabled    = $true
            passwordProfile   = @{ password = "Start-$([guid]::NewGuid())"; forceChangePasswordNextSignIn = $true }
        }
        $made = New-MgUser -BodyParameter $body -ErrorAction SilentlyContinue -ErrorVariable problem
        $status = if ($made) { "created $($made.Id.Length -eq 36)" } else { "failed: $($problem[0].Exception.Message)" }
    }
    $_ | Add-Member -NotePropertyName Status -NotePropertyValue $status -PassThru
}
$results | Export-Csv (Join-Path $env:TEMP 'results.csv') -NoTypeInformation
$results | Format-Table GivenName, Surname, Status
"created: $(@($results | Where-Object Status -like 'created*').Count)"
