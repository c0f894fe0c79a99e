# New passwords for a department, never printed.
param([string]$Department = 'Legal')
Connect-MgGraph -Identity -NoWelcome
$people = Get-MgUser -Filter "department eq '$Department' and accountEnabled eq true" -All
foreach ($person in $people) {
    $new = [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(12)) + 'aA1!'
    Update-MgUser -UserId $person.Id -PasswordProfile @{ Password = $new; ForceChangePasswordNextSignIn = $true } -ErrorAction Stop
    $null = Revoke-MgUserSignInSession -UserId $person.Id
}
"passwords reset: $(@($people).Count)"
