# shellcheck shell=bash
# Programs from PyPI that tests and checks call, in a virtual environment of their own.

# setup_python: exports TEZIS_BAGIT, and typos is in PATH.
setup_python() {
    local wanted=scripts/python-tools.txt
    if ! cmp -s "$wanted" "$tools/python/installed.txt"; then
        say "Installing $(grep -v '^#' "$wanted" | paste -sd ' ') from PyPI into $tools/python"
        rm -rf "$tools/python"
        mkdir -p "$tools"
        # The system's Python: python3-venv, which is known to be installed, belongs to it.
        /usr/bin/python3 -m venv "$tools/python" ||
            fail "python3 could not make a virtual environment in $tools/python: install python3-venv and start again"
        "$tools/python/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" ||
            fail "pip could not fetch $wanted: see that PyPI can be reached and start again"
        cp "$wanted" "$tools/python/installed.txt"
    fi
    PATH=$PATH:$tools/python/bin
    export TEZIS_BAGIT=$tools/python/bin/bagit.py
    say "Python tools: all here."
}
