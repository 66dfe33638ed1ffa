"""No test reaches the network; machines on the loopback and sockets of the file system are this machine."""

from __future__ import annotations

import socket
import threading

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", b"example.org", "2001:db8::1"])
def test_a_test_that_reaches_out_is_refused(host):
    with pytest.raises(OSError, match="a test tried to reach"):
        socket.getaddrinfo(host, 443)


def test_a_connection_by_address_is_refused():
    for connect in (socket.socket.connect, socket.socket.connect_ex):
        with socket.socket() as caller, pytest.raises(OSError, match="a test tried to reach"):
            connect(caller, ("192.0.2.1", 443))


def test_a_server_on_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=lambda: server.accept()[0].close())
        answering.start()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as caller:
            assert caller.recv(1) == b""
        answering.join()


def test_sockets_of_the_file_system_stay_open():
    left, right = socket.socketpair(socket.AF_UNIX)
    with left, right:
        left.sendall(b"a")
        assert right.recv(1) == b"a"
