# shellcheck shell=bash
# npm packages, the pages of the window, and the programs. What is up to date is left alone.

# One set of features for every build and test, so that nothing is compiled twice.
cargo_common=(--workspace --features custom-protocol --locked)

setup_ui_packages() {
    local key
    [[ -f ui/package-lock.json ]] || fail "ui/package-lock.json is not here: this is not a whole checkout of Tezis"
    key=$(node --version; sha256sum ui/package-lock.json)
    if [[ -f ui/node_modules/.tezis-packages && $(<ui/node_modules/.tezis-packages) == "$key" ]]; then
        say "npm packages: all here."
        return
    fi
    say "Installing the npm packages of ui/"
    (cd ui && npm ci --no-audit --no-fund --loglevel=error) ||
        fail "npm ci failed in ui/: see that npm's registry can be reached and start again"
    printf '%s\n' "$key" >ui/node_modules/.tezis-packages
}

# Builds ui/dist, which goes into the desktop program.
build_ui() {
    local key
    key=$(ui_sources | sha256sum)
    if [[ -f ui/dist/index.html && -f ui/node_modules/.tezis-build &&
        $(<ui/node_modules/.tezis-build) == "$key" ]]; then
        say "Pages of the window: up to date."
        return
    fi
    say "Building the pages of the window"
    (cd ui && npm run --silent build) || fail "the build of ui/ failed; its words are above"
    # Taken again: the build writes sources too (the compiled messages).
    ui_sources | sha256sum >ui/node_modules/.tezis-build
}

# Names and contents of everything that the pages are made from.
ui_sources() {
    node --version
    find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum
}

# build_programs dev|release [--tests]: the desktop program with its pages inside, and the command
# line. With --tests the features are those of `cargo test`, so that it finds them all compiled.
build_programs() {
    say "Building the programs (the first time takes some minutes)"
    cargo build "${cargo_common[@]}" --bins "${@:2}" --profile "$1" ||
        fail "the build failed; the compiler's words are above"
}

# programs_dir dev|release: where build_programs put them.
programs_dir() {
    local target
    target=$(cargo metadata --no-deps --offline --format-version 1 |
        sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    printf '%s/%s\n' "$target" "${1/dev/debug}"
}
