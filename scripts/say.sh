# What the command says to people. Lines go to standard error, so that standard output is the program's own.

say() { printf '%s\n' "$*" >&2; }

complain() { printf 'weilu: %s\n' "$*" >&2; }

give_up() {
    complain "$*"
    exit 69
}

# step TITLE LOG COMMAND… runs the command with its noise in the log, shows that it is alive, and on failure shows the end
# of the log. On a terminal the line is rewritten; elsewhere a line is added every 20 seconds.
step() {
    title=$1
    log=$2
    shift 2
    mkdir -p "$(dirname "$log")"
    started=$(date +%s)
    "$@" >"$log" 2>&1 &
    child=$!
    trap 'kill "$child" 2>/dev/null; exit 130' INT TERM
    shown=0
    while kill -0 "$child" 2>/dev/null; do
        elapsed=$(($(date +%s) - started))
        if [ -t 2 ]; then
            printf '\r\033[K  %s … %s s  %s' "$title" "$elapsed" "$(last_words "$log")" >&2
        elif [ "$elapsed" -ge "$shown" ]; then
            [ "$shown" -eq 0 ] && say "  $title …" || say "  $title … $elapsed s  $(last_words "$log")"
            shown=$((shown + 20))
        fi
        sleep 0.3 2>/dev/null || sleep 1
    done
    result=0
    wait "$child" || result=$?
    trap - INT TERM
    [ -t 2 ] && printf '\r\033[K' >&2
    elapsed=$(($(date +%s) - started))
    if [ "$result" -ne 0 ]; then
        complain "$title failed after $elapsed s. The end of $log:"
        tail -n 40 "$log" >&2
        return "$result"
    fi
    say "  $title: done in $elapsed s"
}

# The last line of a log, short and without colours: what is being downloaded or compiled right now.
last_words() {
    tail -n 1 "$1" 2>/dev/null | tr '\r' '\n' | tail -n 1 |
        sed -e 's/\x1b\[[0-9;]*[a-zA-Z]//g' -e 's|https\{0,1\}://[^ ]*/||' | cut -c 1-60
}
