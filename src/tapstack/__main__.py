"""``python -m tapstack``."""

import sys

from tapstack.cli.main import main

sys.exit(main())
