"""``python -m beatbook COMMAND``: the same as ``beatbook COMMAND``."""

import sys

from beatbook.site.cli import main

sys.exit(main())
