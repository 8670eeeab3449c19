# Builds web and server when their sources changed since the last build. What they changed to is kept as a checksum in
# .build/, so touching a file or switching branches back and forth builds nothing.

# Relative, for Java is started in the clone's folder whatever that is called, and the start-up cache holds these names.
server_jar=server/target/weilu.jar
# No --add-modules here: with it the JVM can keep neither its module graph nor linked classes, and a start takes twice as long.
native_options='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djdk.console=java.base -Djava.util.logging.manager=org.jboss.logmanager.LogManager'

# The checksum of everything under the given paths; what is generated is left out.
fingerprint() {
    (cd "$home" && find "$@" \( -name node_modules -o -name dist -o -name target -o -name .cache \) -prune \
        -o -type f -exec cksum {} + 2>/dev/null | LC_ALL=C sort | cksum)
}

web_sources() { fingerprint web protocol; }

server_sources() { fingerprint server/pom.xml server/src/main; }

unchanged() { [ -r "$build/$1.stamp" ] && [ "$(cat "$build/$1.stamp")" = "$2" ]; }

stamp() { printf '%s' "$2" >"$build/$1.stamp"; }

build_all() {
    require_java
    mkdir -p "$logs"
    web=$(if [ -f "$home/web/package.json" ]; then web_sources; fi)
    server="$(server_sources) $web $(cksum <"$JAVA_HOME/release")"
    if [ -f "$home/$server_jar" ] && unchanged server "$server"; then
        return 0
    fi
    take_build_lock
    if [ ! -f "$build/server.stamp" ]; then
        say "First build: it fetches libraries and takes a minute or two. Later starts skip it."
    fi
    if [ -n "$web" ] && { [ ! -f "$home/web/dist/index.html" ] || ! unchanged web "$web"; }; then
        build_web
        stamp web "$web"
    fi
    find_maven
    rm -f "$home/$cache"
    step "Building the server" "$logs/server.log" build_server || exit 1
    stamp server "$server"
    leave_build_lock
}

build_web() {
    require_node
    step "Fetching the web client's libraries" "$logs/web-install.log" web_install || exit 1
    step "Building the web client" "$logs/web-build.log" in_web npm run build || exit 1
}

in_web() { (cd "$home/web" && "$@"); }

# npm ci empties node_modules first; when the lock file is the one installed, there is nothing to do.
web_install() {
    if ! cmp -s "$home/web/package-lock.json" "$home/web/node_modules/.installed-lock.json"; then
        in_web npm ci --no-audit --no-fund && cp "$home/web/package-lock.json" "$home/web/node_modules/.installed-lock.json"
    fi
}

build_server() { (cd "$home/server" && "$maven" -B -ntp -Dmaven.test.skip=true package); }

# Two starts at once must not build into the same folder.
take_build_lock() {
    lock=$build/lock
    waited=0
    until mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/pid" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
            continue
        fi
        [ "$waited" -gt 0 ] || say "Another build is running here; waiting for it."
        waited=$((waited + 1))
        [ "$waited" -lt 600 ] || give_up "The other build did not end. Remove $lock if there is none."
        sleep 1
    done
    printf '%s' "$$" >"$lock/pid"
    trap 'rm -rf "$lock"' EXIT
}

leave_build_lock() {
    rm -rf "$lock"
    trap - EXIT
}

# The JVM keeps what it loaded, linked and profiled in a rehearsal (JEP 514), and starts from that the next time.
cache=.build/weilu.aot

cache_is_fresh() { [ -f "$home/$cache" ] && unchanged cache "$(cat "$build/server.stamp")"; }

# The same for the rehearsal and for the real start, or the JVM does not take the cache.
java_options() {
    printf '%s' "$native_options -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=50 -Xms48m"
    # With few processors the compilers would take them from the start itself; what runs often is compiled a little later.
    printf '%s' ' -XX:CompileThresholdScaling=4'
    # Setting up the flight recorder takes a tenth of a start (a library asks for it). To record: WEILU_JAVA_OPTIONS=-XX:+FlightRecorder.
    printf '%s' ' -XX:-PrintWarnings -XX:-FlightRecorder -XX:+PrintWarnings'
    # G1 works beside the program, which takes processors; with two or fewer the simple collector needs far less memory.
    [ "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 4)" -gt 2 ] || printf '%s' ' -XX:+UseSerialGC'
}

# Now and then the JVM cannot use a piece of its own cache: it makes it anew, and people need not read about that.
cache_option() { if cache_is_fresh; then printf '%s' "-XX:AOTCache=$cache -Xlog:aot*=error"; fi; }

# Starts the server on a folder of its own, asks it a few things and stops it. None of the user's settings reach it. It ends
# early when the process $1 does.
train() {
    cd "$home"
    rm -rf "$build/rehearsal"
    # shellcheck disable=SC2046
    env -i PATH="$PATH" HOME="$HOME" WEILU_CONFIG=/dev/null WEILU_HOST=127.0.0.1 WEILU_REHEARSAL_FOR="$1" \
        WEILU_DATA_FOLDER="$build/rehearsal" WEILU_WEB_FOLDER="$home/web/dist" \
        nice -n 15 "$JAVA_HOME/bin/java" $(java_options) "-XX:AOTCacheOutput=$cache.part" -jar "$server_jar" rehearse &&
        mv "$cache.part" "$cache" && stamp cache "$(cat "$build/server.stamp")"
    rm -rf "$build/rehearsal"
}

# In the background, after the first start has had its time. Lost when the server is stopped before; then the next one tries.
train_later() {
    [ "${WEILU_TRAINING:-on}" != off ] && ! cache_is_fresh || return 0
    if [ -f "$build/training.pid" ] && kill -0 "$(cat "$build/training.pid")" 2>/dev/null; then
        return 0
    fi
    server=$$
    (
        sleep 20
        if kill -0 "$server" 2>/dev/null; then train "$server"; fi
        rm -f "$build/training.pid"
    ) >"$logs/training.log" 2>&1 &
    printf '%s' "$!" >"$build/training.pid"
}

# Now, for those who measure.
train_now() { cache_is_fresh || step "Rehearsing the start" "$logs/training.log" train $$; }
