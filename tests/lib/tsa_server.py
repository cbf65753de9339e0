#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tsa_server.py PORT SCRIPT [CERT KEY]: a time-stamp authority over HTTP, for
tests; with a certificate over HTTPS.

Each query goes to ./served.tsq, then SCRIPT is run with the text of ./tsa.fault,
and its output is the answer. The faults of HTTP itself are done here: "error"
(status 503), "page" (another content type), "open" (no Content-Length), "slow"
(no answer), "long" (more than a time stamp can have).
"""
import http.server
import ssl
import subprocess
import sys
import time

port, script = int(sys.argv[1]), sys.argv[2]


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Content-Type"] != "application/timestamp-query":
            self.send_error(415)
            return
        with open("tsa.fault", encoding="ascii") as f:
            fault = f.read().strip()
        with open("served.tsq", "wb") as f:
            f.write(query)
        if fault == "error":
            self.send_error(503)
            return
        if fault == "slow":
            time.sleep(600)
        answer = subprocess.run([script, fault], stdout=subprocess.PIPE, check=False).stdout
        if fault == "long":
            answer = b"\x30\x84\x00\x10\x00\x00" + bytes(1 << 20)
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if fault == "page" else "application/timestamp-reply")
        if fault != "open":
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            self.wfile.write(answer)
        except BrokenPipeError:
            pass  # who asked had enough


server = http.server.HTTPServer(("127.0.0.1", port), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*sys.argv[3:5])
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
