# The part of the check-up that works without Java. With a JDK and a built server, Java looks at the rest.

wrong=0

good() { printf '  ok     %s\n' "$*"; }

look() { printf '  LOOK   %s\n' "$*"; }

bad() {
    printf '  WRONG  %s\n' "$*"
    wrong=1
}

missing_node() {
    if [ -f "$home/web/dist/index.html" ]; then
        look "No Node $node_needed or newer. The web client is built already; the next change to it will need Node."
    else
        bad "No Node $node_needed or newer. It is needed to build the web client, not to run it."
    fi
}

doctor() {
    printf 'What Weilu needs on this machine:\n'
    if find_java; then
        good "JDK $(java_major "$JAVA_HOME") in $JAVA_HOME"
    else
        bad "No JDK $java_needed or newer. Install one (https://adoptium.net), or set WEILU_JAVA_HOME to its folder."
    fi
    if find_node; then
        good "Node $(node --version | tr -d v)"
    elif command -v node >/dev/null 2>&1; then
        bad "Node is $(node --version), or npm is missing. Weilu builds its web client with Node $node_needed or newer and npm."
    else
        missing_node
    fi
    # Maven does not even tell its version without Java.
    if [ -n "${JAVA_HOME:-}" ]; then
        find_maven
        [ "$maven" = mvn ] && good "Maven $(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')" ||
            good "no Maven 3.8 or newer: the wrapper server/mvnw will fetch one"
    fi
    if [ -f "$home/$server_jar" ] && [ -n "${JAVA_HOME:-}" ] && find_java; then
        cd "$home"
        # shellcheck disable=SC2086
        "$JAVA_HOME/bin/java" $native_options -jar "$server_jar" doctor "$@" || wrong=1
    else
        printf '  –      The rest (port, disk, PostgreSQL, clock) is looked at once there is a JDK and ./weilu build has run.\n'
    fi
    [ "$wrong" -eq 0 ] && printf 'All is well.\n' || printf 'Something is wrong: see above.\n'
    exit "$wrong"
}
