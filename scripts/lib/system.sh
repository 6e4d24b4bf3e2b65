# shellcheck shell=bash
# Debian's and Ubuntu's packages. Nothing is asked of apt, or of the network, when all are installed.

# The packages of a purpose, one a line; "a|b" means that either serves (Debian renamed some).
system_packages() {
    case $1 in
        run) printf '%s\n' build-essential ca-certificates cmake libwebkit2gtk-4.1-dev nasm pkg-config ;;
        headless) printf '%s\n' xauth xvfb ;;
        test)
            system_packages run
            system_packages headless
            printf '%s\n' git libimage-exiftool-perl python3-venv rpm 'webkitgtk-webdriver|webkit2gtk-driver'
            ;;
        ci)
            system_packages test
            printf '%s\n' shellcheck
            ;;
        *) fail "BUG: no package list is called '$1'" ;;
    esac
}

# Installs what a purpose needs and is missing.
setup_system() {
    local wanted missing=()
    if ! command -v dpkg-query >/dev/null; then
        fail "this is neither Debian nor Ubuntu: install what stands for these packages ($(
            system_packages "$1" | paste -sd ' '
        )) and start again with --no-install"
    fi
    while IFS= read -r wanted; do
        one_is_installed "$wanted" || missing+=("$wanted")
    done < <(system_packages "$1")
    if ((${#missing[@]} == 0)); then
        say "System packages: all here."
        return
    fi
    need_root "apt-get install ${missing[*]##*|}"
    apt_update
    install_packages "${missing[@]}"
}

# For --no-install, on any system: fails with the names of all programs that are missing.
check_system() {
    local name list missing=() wanted=(cc cmake nasm pkg-config)
    [[ $1 == run ]] || wanted+=(WebKitWebDriver dpkg exiftool git rpm xauth xvfb-run)
    for name in "${wanted[@]}"; do
        command -v "$name" >/dev/null || missing+=("$name")
    done
    pkg-config --exists webkit2gtk-4.1 2>/dev/null || missing+=('webkit2gtk-4.1 (with its headers)')
    ((${#missing[@]})) || return 0
    printf -v list '%s, ' "${missing[@]}"
    fail "these are not here: ${list%, }"
}

one_is_installed() {
    local name
    for name in ${1//|/ }; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] && return 0
    done
    return 1
}

# The version that apt would install, or nothing.
apt_candidate() {
    LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '^(none)$'
}

# Reads the package lists again, once in a run.
apt_is_updated=no
apt_update() {
    [[ $apt_is_updated == no ]] || return 0
    need_root 'apt-get update'
    say "Reading the system's package lists."
    # A third-party source that fails is no reason to stop: what is needed may be there all the same.
    as_root apt-get -qq update || say "Some package lists could not be read; going on with the others."
    apt_is_updated=yes
}

# install_packages NAME…: never removes a package to make room.
install_packages() {
    local wanted name names=() log
    for wanted; do
        for name in ${wanted//|/ } ''; do
            [[ -z $name || -n $(apt_candidate "$name") ]] && break
        done
        [[ -n $name ]] || fail "no package source of this system has '$wanted': enable the one that has it \
(on Ubuntu: sudo add-apt-repository universe) and start again"
        names+=("$name")
    done
    need_root "apt-get install ${names[*]}"
    say "Installing: ${names[*]}"
    # What apt and dpkg say fills screens, and matters when they fail.
    log=$(mktemp)
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends --no-remove "${names[@]}" >"$log" 2>&1; then
        cat "$log" >&2
        fail "apt-get could not install: ${names[*]}; its words above say why. When a package has to go \
first, remove it by hand, then start again"
    fi
    rm -f "$log"
}

# need_root WHAT: makes sure that as_root works, before anything is hidden in a log.
sudo=()
need_root() {
    if [[ $(id -u) == 0 || ${#sudo[@]} -gt 0 ]]; then
        return 0
    fi
    command -v sudo >/dev/null ||
        fail "not root, and there is no sudo: ask an administrator to run: $*"
    say "System packages are missing; sudo is asked for: $*"
    if [[ -t 0 ]]; then sudo -v; else sudo -n true 2>/dev/null; fi ||
        fail "sudo refused: ask an administrator to run: $*"
    sudo=(sudo)
}

as_root() {
    ${sudo[@]+"${sudo[@]}"} "$@"
}
