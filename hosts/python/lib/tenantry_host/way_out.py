"""Hands the listener of the job's only way out to the worker.

It is bound here, in the network that the job sees, and passed over Node.js's IPC channel as Node.js itself passes a
server: one JSON line of its internal framing with the descriptor beside it (SCM_RIGHTS), answered by NODE_HANDLE_ACK. That
framing is not documented; a test holds it against the Node.js that runs the worker.
"""

import json
import os
import socket

CHANNEL = "NODE_CHANNEL_FD"


def hand_out_listener():
    descriptor = int(os.environ.pop(CHANNEL))
    os.environ.pop("NODE_CHANNEL_SERIALIZATION_MODE", None)
    with socket.socket(fileno=descriptor) as channel, socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        channel.setblocking(True)
        listener.bind(("127.0.0.1", 0))
        listener.listen(511)
        port = listener.getsockname()[1]
        message = {"cmd": "NODE_HANDLE", "type": "net.Server", "msg": {"listener": port}}
        socket.send_fds(channel, [json.dumps(message).encode() + b"\n"], [listener.fileno()])
        _await_acknowledgement(channel)


def _await_acknowledgement(channel):
    received = b""
    while b"NODE_HANDLE_ACK" not in received:
        chunk = channel.recv(4096)
        if not chunk:
            raise ConnectionError("the worker closed the channel without taking the listener")
        received += chunk
