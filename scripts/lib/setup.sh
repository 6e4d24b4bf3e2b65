# shellcheck shell=bash
# What every script starts with: the repository's root as the current folder, and set_up.

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
[[ ${BASH_VERSINFO[0]} -ge 4 ]] || { echo "bash 4 or newer is needed" >&2; exit 1; }

# Tools that the system's packages don't bring. A cache: removed, it is made again.
tools=${XDG_CACHE_HOME:-${HOME:?}/.cache}/tezis-tools

# shellcheck source=scripts/lib/say.sh
. scripts/lib/say.sh
# shellcheck source=scripts/lib/system.sh
. scripts/lib/system.sh
# shellcheck source=scripts/lib/rust.sh
. scripts/lib/rust.sh
# shellcheck source=scripts/lib/node.sh
. scripts/lib/node.sh
# shellcheck source=scripts/lib/python.sh
. scripts/lib/python.sh
# shellcheck source=scripts/lib/build.sh
. scripts/lib/build.sh

# set_up run|test|ci: everything that is needed before the first build. With install=no, looks for
# what is there and installs nothing into the system.
install=yes
set_up() {
    if [[ $install == no ]]; then
        check_system "$1"
        rust_serves || fail "Rust $(rust_needed) or newer is needed, with cargo"
        PATH=$tools/node/bin:$PATH
        node_serves || fail "Node $node_needed, is needed, with npm"
    else
        setup_system "$1"
        case $1 in
            ci) setup_rust lint ;;
            *) setup_rust ;;
        esac
        setup_node
    fi
    [[ $1 == run || ! -x /usr/bin/python3 ]] || setup_python
    setup_ui_packages
}
