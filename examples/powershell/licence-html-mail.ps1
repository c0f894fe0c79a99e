# The licence report as HTML in a mail.
param([string]$From = 'it-automation@fjordlight.example', [string]$To = 'it-automation@fjordlight.example')
Connect-MgGraph -Identity -NoWelcome
$table = Get-MgSubscribedSku | Select-Object SkuPartNumber, ConsumedUnits, @{ n = 'Enabled'; e = { $_.PrepaidUnits.Enabled } } | ConvertTo-Html -Fragment
$message = @{
    Subject      = "Licences on $(Get-Date -Format d)"
    Body         = @{ ContentType = 'HTML'; Content = $table -join "`n" }
    ToRecipients = @(@{ EmailAddress = @{ Address = $To } })
}
Send-MgUserMail -UserId $From -BodyParameter @{ Message = $message; SaveToSentItems = $true } -ErrorAction Stop
"mail with $($table.Count) lines sent to $To"
