"""`python -m sco_ld` is `sco-ld`."""

import sys

from sco_ld.cli.main import main

sys.exit(main())
