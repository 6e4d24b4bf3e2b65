# shellcheck shell=bash
# A Rust toolchain that is new enough: the one that is here, rustup's, or the system's newest package.

# The floor stands once, in Cargo.toml.
rust_needed() {
    sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml
}

# setup_rust [lint]: with "lint", rustfmt and clippy too.
setup_rust() {
    [[ ! -d $HOME/.cargo/bin || :$PATH: == *:$HOME/.cargo/bin:* ]] || PATH=$HOME/.cargo/bin:$PATH
    use_versioned_rust
    if ! rust_serves; then
        say "Rust $(rust_needed) or newer is needed; here is: $(rustc --version 2>/dev/null || echo none)."
        install_rust
    fi
    [[ ${1-} != lint ]] || setup_rust_lints
    say "Rust: $(rustc --version)"
}

rust_serves() {
    local have
    have=$(rustc --version 2>/dev/null | cut -d' ' -f2) && [[ -n $have ]] &&
        command -v cargo >/dev/null && at_least "${have%%-*}" "$(rust_needed)"
}

# at_least HAVE NEED: compares dotted versions.
at_least() {
    [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]
}

install_rust() {
    if ! command -v rustup >/dev/null; then
        apt_update
        install_rust_package && return
        if [[ -z $(apt_candidate rustup) ]]; then
            fail "no package of this system brings Rust $(rust_needed) or newer: install it as \
https://rustup.rs says and start again"
        fi
        install_packages rustup
    fi
    rustup toolchain install stable --profile minimal ||
        fail "rustup could not fetch the stable toolchain: see that its server can be reached and start again"
    export RUSTUP_TOOLCHAIN=stable
    rust_serves || fail "the stable toolchain is older than Rust $(rust_needed): run 'rustup update stable'"
}

# Installs the first package family that is new enough: the plain one, Debian's "-web" one (kept up
# to date for browsers), then Ubuntu's newest "rustc-1.NN". Fails when there is none.
install_rust_package() {
    local name version old
    for name in rustc rustc-web $(apt-cache pkgnames rustc-1. | grep -E '^rustc-1\.[0-9]+$' | sort -Vr); do
        version=$(apt_candidate "$name")
        if [[ -z $version ]] || ! at_least "${version%%[+~-]*}" "$(rust_needed)"; then
            continue
        fi
        old=$(dpkg-query -W -f='${db:Status-Status} ${Version}' rustc 2>/dev/null)
        if [[ $name == rustc-web && $old == installed* ]]; then
            fail "the installed rustc ${old#* } is too old and stands in the way of rustc-web: run \
'sudo apt-get remove rustc cargo libstd-rust-dev' and start again"
        fi
        install_packages "$name" "${name/rustc/cargo}"
        use_versioned_rust
        rust_serves && return
    done
    return 1
}

# Ubuntu keeps each "rustc-1.NN" in a folder of its own, outside PATH.
use_versioned_rust() {
    local folder
    rust_serves && return
    for folder in $(printf '%s\n' /usr/lib/rust-1.*/bin | sort -Vr); do
        [[ -x $folder/rustc && -x $folder/cargo ]] || continue
        PATH=$folder:$PATH
        rust_serves && return
        PATH=${PATH#"$folder:"}
    done
    return 0
}

setup_rust_lints() {
    cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
    if command -v rustup >/dev/null; then
        rustup component add rustfmt clippy ||
            fail "rustup could not fetch rustfmt and clippy: see that its server can be reached and start again"
        return
    fi
    apt_update
    case $(dpkg-query -S "$(readlink -f "$(command -v rustc)")" 2>/dev/null) in
        rustc-web:*) install_packages rustfmt-web rust-web-clippy ;;
        rustc-1.*:*)
            local series
            series=$(rustc --version | grep -oE '1\.[0-9]+' | head -n 1)
            install_packages "rustfmt-$series" "rust-$series-clippy"
            ;;
        rustc:*) install_packages rustfmt rust-clippy ;;
        *) fail "cargo has neither fmt nor clippy here: install both beside $(command -v rustc)" ;;
    esac
}
