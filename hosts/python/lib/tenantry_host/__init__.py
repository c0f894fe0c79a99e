"""What runs a Python runbook inside its process. Runbooks import `tenantry` and `automationassets` instead."""
