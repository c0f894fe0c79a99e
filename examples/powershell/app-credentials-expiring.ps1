# Secrets and certificates of applications, by days left.
param([int]$Days = 30)
Connect-MgGraph -Identity -NoWelcome
$today = Get-Date
$report = foreach ($app in Get-MgApplication -All) {
    foreach ($credential in @($app.PasswordCredentials) + @($app.KeyCredentials) | Where-Object { $_ }) {
        [pscustomobject]@{
            Application = $app.DisplayName
            Kind        = if ($credential.PSObject.Properties['Hint']) { 'secret' } else { 'certificate' }
            Ends        = $credential.EndDateTime
            DaysLeft    = if ($credential.EndDateTime) { [int]($credential.EndDateTime - $today).TotalDays }
        }
    }
}
$report | Sort-Object DaysLeft | Format-Table -AutoSize
$soon = @($report | Where-Object { $null -ne $_.DaysLeft -and $_.DaysLeft -lt $Days })
if ($soon) { $soon | ForEach-Object { Write-Warning "$($_.Application): $($_.Kind) ends in $($_.DaysLeft) days" } }
"checked $(@($report).Count) credentials"
