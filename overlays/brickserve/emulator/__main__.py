"""`python -m brickserve.emulator`: run the emulator until it is interrupted."""

from __future__ import annotations

import argparse
import signal
import sys

from . import Emulator


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m brickserve.emulator",
        description="A local emulator of the model serving service. Everything is kept in memory.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at; the default is loopback")
    parser.add_argument("--port", type=int, default=8765, help="port to listen at; 0 takes a free one")
    parser.add_argument("--token", action="append", default=[], help="accept only this token, not any; can be repeated")
    parser.add_argument("--deploy-seconds", type=float, default=2.0, help="how long a deployment takes")
    parser.add_argument("--stream-delay", type=float, default=0.05, help="seconds between two stream events")
    chosen = parser.parse_args(arguments)
    try:
        emulator = Emulator(
            host=chosen.host,
            port=chosen.port,
            tokens=chosen.token,
            deploy_seconds=chosen.deploy_seconds,
            stream_delay=chosen.stream_delay,
        )
    except ValueError as error:
        parser.error(str(error))
    try:
        with emulator:
            print(f"Listening on {emulator.url}", flush=True)
            emulator.wait()
    except KeyboardInterrupt:
        print("Stopped.", flush=True)
    except OSError as error:
        print(f"Cannot listen on {chosen.host}:{chosen.port}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    # A service manager says SIGTERM where a person presses Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    raise SystemExit(main())
