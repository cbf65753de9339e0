# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium driven over its debugging pipe: no port, no package beside Python's own."""
import json
import os
import subprocess


class Browser:
    """One tab; every request that it makes is kept in `requests`."""

    def __init__(self, profile, *flags):
        down, self.write = os.pipe()
        self.read, up = os.pipe()
        self.number, self.rest, self.requests, self.console = 0, b"", [], []

        def as_3_and_4():
            # Both first out of the way, for either may be 3 or 4 itself.
            high = os.dup(down), os.dup(up)
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--remote-debugging-pipe", "--user-data-dir=" + profile, *flags, "about:blank"],
            preexec_fn=as_3_and_4, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(down)
        os.close(up)
        targets = self.call("Target.getTargets", session=None)["targetInfos"]
        page = next(t for t in targets if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", session=None, targetId=page["targetId"],
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "DOM", "Log"):
            self.call(domain + ".enable")

    def receive(self):
        while b"\0" not in self.rest:
            part = os.read(self.read, 1 << 16)
            if not part:
                raise SystemExit("the browser ended")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(message)
        params = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        if message.get("method") == "Log.entryAdded":
            self.console.append(params["entry"]["text"])
        if message.get("method") == "Runtime.exceptionThrown":
            self.console.append(params["exceptionDetails"].get("text", "exception"))
        return message

    def call(self, method, session="", **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session or self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise SystemExit("%s: %s" % (method, answer["error"]))
                return answer["result"]

    def wait_event(self, name):
        while self.receive().get("method") != name:
            pass

    def open(self, url):
        self.call("Page.navigate", url="about:blank")
        self.wait_event("Page.loadEventFired")
        self.requests.clear()
        self.call("Page.navigate", url=url)
        self.wait_event("Page.loadEventFired")

    def run(self, script):
        """The value of a script, which may be a promise."""
        r = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in r:
            raise SystemExit("script: %s" % r["exceptionDetails"])
        return r["result"].get("value")

    def choose(self, selector, paths):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[os.path.abspath(p) for p in paths])

    def close(self):
        self.call("Browser.close", session=None)
        self.process.wait()
