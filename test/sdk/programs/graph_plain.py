"""Python with nothing but its standard library, over https: a token, pages, batches, a 429 waited for."""

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


def batch(requests):
    _, _, answer = graph("POST", "/$batch", {"requests": requests})
    return answer["responses"]


def batch_to_the_end(requests):
    """As a program has to: asked again when a limit refused a part of it."""
    while True:
        responses = batch(requests)
        refused = [each for each in responses if each["status"] == 429]
        if not refused:
            return responses
        time.sleep(max(float(each["headers"]["Retry-After"]) for each in refused))


mixed = [
    {"id": "1", "method": "GET", "url": f"/users/{ids[0]}?$select=id"},
    {"id": "2", "method": "GET", "url": "/users/nobody"},
    {
        "id": "3",
        "method": "PATCH",
        "url": f"/users/{ids[0]}",
        "body": {"jobTitle": "By batch"},
        "headers": {"Content-Type": "application/json"},
        "dependsOn": ["1"],
    },
    {"id": "4", "method": "GET", "url": "/users", "dependsOn": ["2"]},
]
seen["batch"] = {each["id"]: each["status"] for each in batch_to_the_end(mixed)}

responses = batch([{"id": str(n), "method": "GET", "url": f"/users/{ids[n]}"} for n in range(20)])
refused = [each for each in responses if each["status"] == 429]
seen["batch at limits"] = {
    "answered": len(responses),
    "some refused": 0 < len(refused) < 20,
    "told when to come back": all(float(each["headers"]["Retry-After"]) > 0 for each in refused),
}

status, headers, _ = graph("GET", "/groups?$top=1")
while status == 429:
    time.sleep(float(headers["Retry-After"]))
    status, headers, _ = graph("GET", "/groups?$top=1")
seen["after waiting"] = status

print(json.dumps(seen))
