# Every test, from the inside out. Each part's noise goes to its log; the last line sums them up.

passed=0
failed=0
broken=''

test_all() {
    require_java
    require_node
    find_maven
    mkdir -p "$logs"
    require_browser
    # The server's tests talk to servers that come with these.
    if [ -f "$home/e2e/package.json" ]; then
        step "Browser tests and servers of tools: libraries" "$logs/test-e2e-install.log" e2e_install || broken="$broken e2e-install"
    fi
    : >"$build/server-tests-began"
    step "Server tests" "$logs/test-server.log" server_tests || broken="$broken server"
    count_server
    if [ -f "$home/web/package.json" ]; then
        test_web
    fi
    [ -n "$broken" ] || test_drills
    if [ -f "$home/e2e/package.json" ] && [ -z "$broken" ]; then
        test_browser
    fi
    [ -z "$broken" ] || say "Failed:$broken (logs in $logs)"
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ -z "$broken" ] && [ "$failed" -eq 0 ]
}

server_tests() { (cd "$home/server" && "$maven" -B -ntp verify); }

# From the reports, one file per class: the log's last line counts only what surefire got to.
count_server() {
    for report in "$home"/server/target/surefire-reports/*.txt; do
        [ -f "$report" ] && [ "$report" -nt "$build/server-tests-began" ] || continue
        counted=$(sed -n 's/^Tests run: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\), Skipped: \([0-9]*\).*/\1 \2 \3 \4/p' "$report")
        [ -n "$counted" ] || continue
        # shellcheck disable=SC2086
        set -- $counted
        passed=$((passed + $1 - $2 - $3 - $4))
        failed=$((failed + $2 + $3))
    done
}

test_web() {
    step "Web: libraries" "$logs/test-web-install.log" web_install || { broken="$broken web-install"; return 0; }
    step "Web: types" "$logs/test-web-types.log" in_web npm run check || broken="$broken web-types"
    step "Web: tests" "$logs/test-web.log" in_web npm test || broken="$broken web"
    count_lines "$logs/test-web.log" '^ *Tests '
}

# The whole server, as people start it: killed, started again, stopped, without its database or its model, started wrongly,
# restored, and as one of two nodes.
test_drills() {
    for drill in kill database drain hung-model agents refuse backup two-nodes; do
        if step "Drill: $drill" "$logs/test-drill-$drill.log" "$home/weilu" drill "$drill" --quick; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            broken="$broken drill-$drill"
        fi
    done
}

test_browser() {
    build_all
    step "Browser tests" "$logs/test-e2e.log" in_e2e npm test || broken="$broken browser"
    count_lines "$logs/test-e2e.log" '^ *[0-9][0-9]* '
}

in_e2e() { (cd "$home/e2e" && "$@"); }

e2e_install() { in_e2e npm ci --no-audit --no-fund; }

# Adds the "12 passed" and "3 failed" of the lines that match.
count_lines() {
    lines=$(sed 's/\x1b\[[0-9;]*m//g' "$1" 2>/dev/null | grep -E "$2" || true)
    more=$(printf '%s\n' "$lines" | sed -n 's/.*[^0-9]\([0-9][0-9]*\) passed.*/\1/p' | tail -n 1)
    passed=$((passed + ${more:-0}))
    more=$(printf '%s\n' "$lines" | sed -n 's/.*[^0-9]\([0-9][0-9]*\) failed.*/\1/p' | tail -n 1)
    failed=$((failed + ${more:-0}))
}

# Chromium and fonts that show Chinese and emoji: from Debian's packages when we may, else said by name.
require_browser() {
    [ -f "$home/e2e/package.json" ] || return 0
    [ -z "${WEILU_CHROMIUM:-}" ] || command -v "$WEILU_CHROMIUM" >/dev/null 2>&1 ||
        give_up "WEILU_CHROMIUM is $WEILU_CHROMIUM, which is no program."
    missing_packages
    if [ -n "$missing" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        # shellcheck disable=SC2086
        step "Installing$missing" "$logs/apt.log" install_packages $missing || true
        missing_packages
    fi
    [ -z "$missing" ] || give_up "The browser tests need:$missing. Install them (on Debian: sudo apt-get install$missing)."
    WEILU_CHROMIUM=$chromium
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    export WEILU_CHROMIUM PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD
}

missing_packages() {
    missing=''
    chromium=${WEILU_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
    [ -n "$chromium" ] || missing="$missing chromium"
    fonts=$(fc-list 2>/dev/null || find /usr/share/fonts 2>/dev/null || true)
    case $fonts in *CJK*) ;; *) missing="$missing fonts-noto-cjk" ;; esac
    case $fonts in *[Ee]moji*) ;; *) missing="$missing fonts-noto-color-emoji" ;; esac
}

install_packages() {
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
