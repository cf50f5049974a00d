"""The command line answers at once: nothing heavy is loaded to show a page of help."""

import subprocess
import sys

HEAVY = {"numpy", "scipy", "rapidfuzz", "openpyxl", "xlsxwriter", "yaml", "python_calamine", "pycountry", "stdnum"}


def test_help_loads_no_heavy_library():
    code = (
        "import sys; from screening.cli.app import app\n"
        "try: app(['--help'], standalone_mode=False)\n"
        "finally: print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60
    )

    loaded = {name for name in HEAVY if f"'{name}'" in done.stderr}
    assert not loaded
    assert "Usage" in done.stdout
