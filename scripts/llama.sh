# Fetches llama.cpp's shared libraries, for a model file on this machine. Only when asked to: nothing else does.

llama_package=@node-llama-cpp
llama_version=3.22.1

# The pinned hash (SHA-512, base64) of a build, or nothing where there is none.
llama_hash() {
    case $1 in
        linux-x64) printf '%s' '5uCCDNqWCNfaAm8aR/Uzxbo4HBpKgNF91kCHPepKhgMgV2OAmatoefbOlMihsqCiH2Od35E/eUHQCFbfRBJuOg==' ;;
        linux-arm64) printf '%s' 'W+7naKCXX9/eEjjFmRS8vvx91QyLXDbeFxexZc3bh/PtQABZgmRL3C0AtYYXn4YGTj/3Qor4lWZn2tpjZFPLdQ==' ;;
    esac
}

# Which build is for this machine.
llama_build() {
    case "$(uname -s) $(uname -m)" in
        'Linux x86_64') printf 'linux-x64' ;;
        'Linux aarch64' | 'Linux arm64') printf 'linux-arm64' ;;
    esac
}

fetch_llama() {
    require_node
    llama=$(llama_build)
    [ -n "$llama" ] || give_up "There is no build of llama.cpp's library for $(uname -s) $(uname -m) here; run its server beside Weilu" \
        "instead (docs/models.md)."
    folder=${1:-${WEILU_LLAMA_FOLDER:-${WEILU_DATA_FOLDER:-data}/llama}}
    case $folder in /*) ;; *) folder=$home/$folder ;; esac
    work=$build/llama
    rm -rf "$work"
    mkdir -p "$work" "$folder"
    step "Fetching llama.cpp's library (about 11 MB, MIT licence)" "$logs/llama.log" npm_pack "$work" || exit 1
    got=$(node -e 'process.stdout.write(require("crypto").createHash("sha512").update(require("fs").readFileSync(process.argv[1])).digest("base64"))' \
        "$work"/*.tgz)
    [ "$got" = "$(llama_hash "$llama")" ] || give_up "What came is not what is pinned: its hash is $got. Nothing was kept."
    tar -xzf "$work"/*.tgz -C "$work"
    cp "$work/package/bins/$llama"/*.so "$work/package/LICENSE" "$folder/"
    rm -rf "$work"
    say "It is in $folder. Name a model file on the page of models, or as model_file in weilu.toml."
}

npm_pack() { (cd "$1" && npm pack --silent "$llama_package/$llama@$llama_version"); }
