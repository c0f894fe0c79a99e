"""Nothing but the standard library: a secret, a password, a refresh, and what Graph says of oneself."""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

setting = json.load(open(sys.argv[1], encoding="utf-8"))
authority = f"{setting['origin']}/{setting['tenantId']}"


def ask(url, form=None, headers=None):
    data = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers or {})) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


found = ask(f"{authority}/v2.0/.well-known/openid-configuration")
token = found["token_endpoint"]
daemon = {
    "grant_type": "client_credentials",
    "client_id": setting["daemon"]["clientId"],
    "client_secret": setting["daemon"]["secret"],
    "scope": "https://graph.microsoft.com/.default",
}
person = {
    "grant_type": "password",
    "client_id": setting["script"],
    "username": setting["user"]["name"],
    "password": setting["user"]["password"],
    "scope": "User.Read offline_access",
}
signed_in = ask(token, person)
refreshed = ask(
    token,
    {
        "grant_type": "refresh_token",
        "client_id": setting["script"],
        "refresh_token": signed_in["refresh_token"],
    },
)
me = ask(
    f"{setting['origin']}/v1.0/me",
    headers={"Authorization": f"Bearer {refreshed['access_token']}"},
)
print(
    json.dumps(
        {
            "issuer": found["issuer"] == f"{authority}/v2.0",
            "daemon": ask(token, daemon)["token_type"],
            "refused": ask(token, {**person, "password": "wrong"})["error_codes"],
            "me": me["userPrincipalName"],
        }
    )
)
