"""The command line answers at once: nothing heavy is loaded to show a page of help."""

import subprocess
import sys

HEAVY = {
    "numpy",
    "scipy",
    "rapidfuzz",
    "openpyxl",
    "xlsxwriter",
    "yaml",
    "python_calamine",
    "pycountry",
    "stdnum",
}


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


def test_a_defect_of_ours_is_one_line_without_names_and_leaves_with_1(tmp_path):
    code = (
        "import sys; from screening.cli import main\n"
        "import screening.cli.app as module\n"
        "def broken(_): raise KeyError('Kilimnik')\n"
        "module.typer.main.get_command = lambda _: lambda: broken(0)\n"
        "sys.argv = ['screening', 'run']; main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False
    )

    assert done.returncode == 1
    assert "KeyError" in done.stderr
    assert "Kilimnik" not in done.stderr
    assert "Traceback" not in done.stderr
