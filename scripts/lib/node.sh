# shellcheck shell=bash
# Node and npm, new enough for Vite: those that are here, the system's package, or the npm package
# that carries Node, kept in the tools' folder and not in the system.

node_needed='20.19 or newer of the 20 line, 22.12 or newer'

setup_node() {
    PATH=$tools/node/bin:$PATH
    if ! node_serves; then
        say "Node $node_needed, is needed; here is: $(node --version 2>/dev/null || echo none)."
        install_node
        node_serves || fail "Node was installed and still does not serve: remove $tools/node and start again"
    fi
    say "Node: $(node --version), npm $(npm --version 2>/dev/null)"
}

node_serves() {
    command -v npm >/dev/null && node_is_new_enough "$(node --version 2>/dev/null)"
}

# node_is_new_enough vMAJOR.MINOR.PATCH
node_is_new_enough() {
    local major minor
    [[ $1 == v*.*.* ]] || return 1
    IFS=. read -r major minor _ <<<"${1#v}"
    ((major == 20 && minor >= 19 || major == 22 && minor >= 12 || major > 22))
}

install_node() {
    local arch version
    if ! command -v npm >/dev/null; then
        apt_update
        install_packages npm
        version=$(node --version 2>/dev/null)
        ! node_is_new_enough "$version" || return 0
    fi
    case $(uname -m) in
        x86_64) arch=x64 ;;
        aarch64) arch=arm64 ;;
        *) fail "no ready Node is known for a $(uname -m) machine: install Node $node_needed, and start again" ;;
    esac
    say "Installing Node 22 from npm into $tools/node"
    rm -rf "$tools/node"
    mkdir -p "$tools/node/bin"
    npm install --prefix "$tools/node" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
        "node-linux-$arch@22" npm@10 >/dev/null ||
        fail "npm could not fetch Node: see that its registry can be reached and start again"
    ln -s "../node_modules/node-linux-$arch/bin/node" "$tools/node/bin/node"
    ln -s ../node_modules/npm/bin/npm-cli.js "$tools/node/bin/npm"
    ln -s ../node_modules/npm/bin/npx-cli.js "$tools/node/bin/npx"
    hash -r
}
