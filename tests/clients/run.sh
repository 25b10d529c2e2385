#!/usr/bin/env bash
# Runs one of the example clients against a server of its own, which it starts on ports that the system chooses and stops again:
#
#   tests/clients/run.sh buf-curl | connect-node | connect-web | cpp | curl | grpc-js | python
#   tests/clients/run.sh --no-install CLIENT     trusts that the packages are installed
#
# Installs the packages that the client needs, generates its code from protos/, and builds Gouji where neither build/release nor build/dev has it
# (GOUJI_BIN_DIR names another folder of programs). What it writes goes to a temporary folder, npm packages apart, which stay in node_modules.
# Ends with 77 where there is no browser for connect-web.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

install=yes
if [[ ${1:-} == --no-install ]]; then install=no && shift; fi
client=${1:-}

# fail MESSAGE [STATUS]
fail() {
  echo "tests/clients/run.sh: $1" >&2
  exit "${2:-1}"
}

# packages NAME...: has these packages of the lists in deploy/packages.
packages() {
  local name
  if [[ $install == no ]]; then return; fi
  for name in "$@"; do
    grep -hxE "${name//+/\\+}( .*)?" deploy/packages/build.txt deploy/packages/tests.txt || fail "$name is in no list of deploy/packages"
  done | deploy/packages/install.sh /dev/stdin >&2
}

# npm_packages FOLDER: has the packages of its package-lock.json.
npm_packages() {
  packages nodejs npm
  if [[ $install == yes ]]; then deploy/packages/npm.sh "$1" >&2; fi
}

# A folder for JavaScript: the temporary one.
javascript() {
  npm_packages $here
  ln -s "$PWD/$here/package.json" "$PWD/$here/node_modules" "$work"
}

# generate OPTION...: the code of the contract, by protoc.
generate() {
  packages protobuf-compiler
  find protos/gouji -name '*.proto' -exec protoc -I protos "$@" {} +
}

# A folder for JavaScript with the code of the contract for Connect.
connect() {
  javascript
  generate --plugin="$here/node_modules/.bin/protoc-gen-es" --es_out="$work" --es_opt=target=js,import_extension=js
}

here=tests/clients
work=$(mktemp -d)
server=
example=
stop() {
  local process
  for process in $example $server; do
    kill "$process" 2>/dev/null || true
    wait "$process" || true
  done
  rm -rf "$work"
}
trap stop EXIT

# The folder of the programs.
programs() {
  local folder
  for folder in ${GOUJI_BIN_DIR:+"$GOUJI_BIN_DIR"} build/release/bin build/dev/bin; do
    if [[ -x $folder/gouji ]]; then echo "$folder" && return; fi
  done
  echo "Building Gouji first, since there are no programs yet (some minutes)" >&2
  deploy/quickstart.sh >&2 || fail "Gouji could not be built; see above"
  echo build/release/bin
}

# serve OPTION...: starts a server; the examples find it by GOUJI_ENDPOINT (gRPC) and GOUJI_HTTP.
serve() {
  local bin
  bin=$(programs)
  "$bin/gouji" serve --port 0 --port-file "$work/port" --http-port 0 --http-port-file "$work/http-port" --data-dir "$work/register" "$@" 2>"$work/log" >&2 &
  server=$!
  until [[ -s $work/port && -s $work/http-port ]]; do
    kill -0 "$server" 2>/dev/null || fail "the server has ended: $(<"$work/log")"
    sleep 0.05
  done
  GOUJI_ENDPOINT=127.0.0.1:$(<"$work/port")
  GOUJI_HTTP=http://127.0.0.1:$(<"$work/http-port")
  export GOUJI_ENDPOINT GOUJI_HTTP
}

# run COMMAND...: the example, so that it ends when this script is ended.
run() {
  local status=0
  "$@" &
  example=$!
  wait "$example" || status=$?
  example=
  return "$status"
}

case $client in
  buf-curl)
    packages jq
    npm_packages tests/lint
    serve
    PATH=$PWD/tests/lint/node_modules/.bin:$PATH run $here/buf_curl.sh
    ;;
  connect-node)
    connect
    cp $here/connect_node.mjs "$work"
    serve
    run node "$work/connect_node.mjs"
    ;;
  connect-web)
    packages chromium-headless-shell
    connect
    browser=$(command -v chromium-headless-shell || command -v chromium || fail "no browser: install chromium-headless-shell" 77)
    cp $here/web/* "$work"
    "$here/node_modules/.bin/esbuild" "$work/page.mjs" --bundle --format=esm --log-level=warning --outfile="$work/page.js"
    serve --http-allowed-origins http://page.example
    run node "$work/browser.mjs" "$browser" "$work"
    ;;
  cpp)
    packages ccache cmake g++ libgrpc++-dev libprotobuf-dev ninja-build protobuf-compiler protobuf-compiler-grpc
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$work
    cmake -S $here/cpp -B "$work/build" -G Ninja >&2
    cmake --build "$work/build" >&2
    serve
    run "$work/build/gouji_client"
    ;;
  curl)
    packages curl jq
    serve
    run $here/curl.sh
    ;;
  grpc-js)
    javascript
    cp $here/grpc_js.mjs "$work"
    serve
    run node "$work/grpc_js.mjs"
    ;;
  python)
    packages protobuf-compiler-grpc python3 python3-grpcio
    generate --plugin="protoc-gen-grpc=$(command -v grpc_python_plugin)" --python_out="$work" --grpc_out="$work"
    serve
    PYTHONPATH=$work run /usr/bin/python3 -B $here/python_grpcio.py
    ;;
  *)
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' $here/run.sh >&2
    exit 64
    ;;
esac
