"""Run a command with a PostgreSQL server of its own: python with_postgresql.py COMMAND... Needs Debian's package `postgresql`.

The address is in the command's environment as COUNTERCLAIM_TEST_DATABASE, and how to stop and start the server (the beginning of a
command, as JSON) as COUNTERCLAIM_TEST_POSTGRESQL. The server's files are in a temporary folder, which goes.
PostgreSQL refuses to run as root, and then runs as the user `postgres`, which the package makes.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def binaries() -> Path:
    """Return the folder of the newest version's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        sys.exit("expected PostgreSQL under /usr/lib/postgresql, found none; install Debian's package `postgresql`")
    return found[-1]


def main(command: list[str]) -> int:
    """Start, run, stop; return the command's exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped
    programs, user = binaries(), ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*user, str(programs / program), *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c max_connections=200"
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        control = ["-D", data, "-w", "-l", str(folder / "log"), "-o", options]
        run("pg_ctl", *control, "start")
        try:
            told = {
                "COUNTERCLAIM_TEST_DATABASE": f"postgresql://postgres@127.0.0.1:{port}/postgres",
                "COUNTERCLAIM_TEST_POSTGRESQL": json.dumps([*user, str(programs / "pg_ctl"), *control]),
            }
            return subprocess.run(command, env={**os.environ, **told}, check=False).returncode
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
