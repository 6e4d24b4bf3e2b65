# shellcheck shell=bash
# How the scripts speak: what they do on standard output, why they stop on standard error.

say() {
    printf '%s\n' "$*"
}

# Ends the script with a sentence that says what is wrong and what to do.
fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Prints the comment at the top of the running script: the one place that documents its options.
usage() {
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
}

# step NAME COMMAND…: runs the command, remembers how long it took and whether it passed.
# Never ends the script, so that one run shows everything that is wrong.
step_names=() step_seconds=() step_results=()
step() {
    local name=$1 start=$SECONDS result=passed
    shift
    printf '\n== %s\n' "$name"
    "$@" || result=FAILED
    step_names+=("$name")
    step_seconds+=($((SECONDS - start)))
    step_results+=("$result")
    printf -- '-- %s: %s after %s\n' "$name" "$result" "$(minutes $((SECONDS - start)))"
}

# Prints all steps with their times; fails when one of them failed.
step_summary() {
    local index failures=0
    printf '\n%-32s %8s  %s\n' step time result
    for index in "${!step_names[@]}"; do
        printf '%-32s %8s  %s\n' "${step_names[index]}" "$(minutes "${step_seconds[index]}")" \
            "${step_results[index]}"
        [[ ${step_results[index]} == passed ]] || failures=$((failures + 1))
    done
    printf '%-32s %8s\n' total "$(minutes "$SECONDS")"
    ((failures == 0))
}

minutes() {
    printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}
