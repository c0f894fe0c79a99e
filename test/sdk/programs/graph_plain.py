"""Python with nothing but its standard library, over https: a token, pages, a 429 waited for."""

import json
import os
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

origin = os.environ["TENANT_ORIGIN"]
context = ssl.create_default_context(cafile=os.environ["CA_FILE"])


def ask(method, url, body=None, headers=None):
    """The status, the headers and the body, of refusals too."""
    request = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, context=context) as answer:
            return answer.status, answer.headers, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        return error.code, error.headers, json.loads(error.read() or b"{}")


form = urllib.parse.urlencode(
    {
        "grant_type": "client_credentials",
        "client_id": os.environ["AZURE_CLIENT_ID"],
        "client_secret": os.environ["AZURE_CLIENT_SECRET"],
        "scope": "https://graph.microsoft.com/.default",
    }
).encode()
tenant = os.environ["AZURE_TENANT_ID"]
_, _, token = ask("POST", f"{origin}/{tenant}/oauth2/v2.0/token", form)
signed_in = {"Authorization": f"Bearer {token['access_token']}", "Content-Type": "application/json"}


def graph(method, url, body=None):
    url = url if url.startswith("http") else f"{origin}/v1.0{url}"
    return ask(method, url, None if body is None else json.dumps(body).encode(), signed_in)


seen = {"token": token["token_type"]}

ids, url = [], "/users?$top=60&$select=id"
while url is not None:
    _, _, page = graph("GET", url)
    ids += [user["id"] for user in page["value"]]
    url = page.get("@odata.nextLink")
seen["users"] = len(set(ids))

waited = 0
for _ in range(12):
    status, headers, _ = graph("GET", f"/users/{ids[0]}?$select=id")
    while status == 429:
        waited += 1
        time.sleep(float(headers["Retry-After"]))
        status, headers, _ = graph("GET", f"/users/{ids[0]}?$select=id")
seen["waited at limits"] = waited > 0
seen["refused for good"] = status != 200

print(json.dumps(seen))
