# Finds the JDK, Maven and Node. `java` on the PATH is often an old one, so each JDK's own release file is asked.

java_needed=25
node_needed=20

# Prints the major version of the JDK in folder $1, or nothing when it is none.
java_major() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

java_candidates() {
    for place in "${WEILU_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$place" ] && [ -d "$place" ] && printf '%s\n' "$place"
    done
    on_path=$(command -v javac || true)
    if [ -n "$on_path" ]; then
        resolved=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
        dirname "$(dirname "$resolved")"
    fi
}

# Sets JAVA_HOME (for Maven too), or fails.
find_java() {
    found=$(java_candidates | while IFS= read -r place; do
        major=$(java_major "$place")
        if [ "${major:-0}" -ge "$java_needed" ]; then
            printf '%s' "$place"
            break
        fi
    done)
    [ -n "$found" ] || return 1
    JAVA_HOME=$found
    export JAVA_HOME
}

require_java() {
    find_java || give_up "No JDK $java_needed or newer was found. Install one (https://adoptium.net, or your system's" \
        "openjdk-25-jdk), or set WEILU_JAVA_HOME to its folder."
}

find_node() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || return 1
    node_major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$node_major" -ge "$node_needed" ]
}

require_node() {
    find_node || give_up "Node $node_needed or newer (with npm) was not found. Install it from https://nodejs.org or your" \
        "system's packages."
}

# Sets maven: the system's when it is 3.8 or newer, else the wrapper, which fetches one.
find_maven() {
    maven=$home/server/mvnw
    command -v mvn >/dev/null 2>&1 || return 0
    version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
    major=${version% *}
    minor=${version#* }
    if [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; }; then
        maven=mvn
    fi
}
