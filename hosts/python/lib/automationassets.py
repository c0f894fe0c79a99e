"""The assets of the automation account, under the names that Azure Automation gives them.

Source: learn.microsoft.com/azure/automation/shared-resources (the Python parts of variables, credentials, connections and
certificates).
"""

import base64

from tenantry_host import current as _current
from tenantry_host.questions import Refused as _Refused
from tenantry_host.written import as_written as _as_written


class AutomationAssetNotFound(LookupError):
    """The account has no asset of that name."""


def get_automation_variable(name):
    """The variable's value."""
    return _ask(type="assetGet", kind="variable", name=name)


def set_automation_variable(name, value):
    """Changes a variable that exists. The value must be JSON."""
    _ask(type="assetSet", kind="variable", name=name, value=_as_written(value, f"The value of variable '{name}'"))


def get_automation_credential(name):
    """A dictionary with `username` and `password`."""
    credential = _ask(type="assetGet", kind="credential", name=name)
    return {"username": credential["userName"], "password": credential["password"]}


def get_automation_connection(name):
    """A dictionary of the connection's fields. A certificate's name gives its `CertificateThumbprint`."""
    return _ask(type="assetGet", kind="connection", name=name)["fields"]


def get_automation_certificate(name):
    """The bytes of the certificate: PKCS#12, opened by an empty password, when it has a private key.

    A file that Tenantry could not take apart keeps the password that it came with; `tenantry.certificate` has both.
    """
    return _certificate(name)["content"]


def _certificate(name):
    certificate = _ask(type="assetGet", kind="certificate", name=name)
    return {**certificate, "content": base64.b64decode(certificate["content"])}


def _ask(**question):
    try:
        return _current.demand(_current.questions).ask(**question)
    except _Refused as refused:
        kind = AutomationAssetNotFound if refused.code == "NotFound" else RuntimeError
        raise kind(str(refused)) from None
