import support  # noqa: F401

import http.server
import json
import os
import threading
import unittest
from unittest import mock

import tenantry

NOW = 1_800_000_000
HOUR = 3600
GRAPH = "https://graph.microsoft.com"


class Endpoint(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        body = {"access_token": f"token {len(self.asked)}", "expires_on": str(int(tenantry.time.time()) + HOUR)}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass


class Tokens(unittest.TestCase):
    def setUp(self):
        Endpoint.asked.clear()
        tenantry._tokens.clear()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        address = f"http://127.0.0.1:{server.server_port}/msi/token"
        self.patch(mock.patch.dict(os.environ, IDENTITY_ENDPOINT=address, IDENTITY_HEADER="a secret"))
        self.clock = self.patch(mock.patch.object(tenantry.time, "time", return_value=NOW))

    def patch(self, patcher):
        self.addCleanup(patcher.stop)
        return patcher.start()

    def test_are_kept_until_shortly_before_they_end(self):
        self.assertEqual(tenantry.identity_token(GRAPH), "token 1")
        self.clock.return_value = NOW + HOUR - 301
        self.assertEqual(tenantry.identity_token(GRAPH), "token 1")
        self.clock.return_value += 1
        self.assertEqual(tenantry.identity_token(GRAPH), "token 2")

    def test_that_came_while_the_clock_ran_ahead_are_forgotten(self):
        self.clock.return_value = NOW + HOUR
        tenantry.identity_token(GRAPH)
        self.clock.return_value = NOW
        self.assertEqual(tenantry.identity_token(GRAPH), "token 2")
        self.assertEqual(tenantry.identity_token(GRAPH), "token 2")

    def test_that_were_refused_are_asked_for_past_every_memory(self):
        tenantry.identity_token(GRAPH)
        self.assertEqual(tenantry.identity_token(GRAPH, renew=True), "token 2")
        self.assertEqual(tenantry.identity_token(GRAPH), "token 2")
        self.assertIn("bypass_cache=true", Endpoint.asked[1])
