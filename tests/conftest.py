"""What holds for every test: processes that are started can be interrupted.

Whoever starts the tests in the background of a script has them ignore SIGINT, and every process they start with them.
"""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
