"""`python -m sco_ld` is `sco-ld`."""

import sys


def run() -> int:
    """Run the command line; an interrupt while it is still being imported ends it silently, as a later one does."""
    try:
        from sco_ld.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run())
