#!/bin/sh
# Makes, or renews, what the hub runs: its Python environment, the course's library and the proxy.
# As root, from the copy of the course on the server: sh deploy/jupyterhub/install.sh [FOLDER]
set -eu
here=$(dirname "$(readlink -f "$0")")
target=${1:-/opt/course-hub}

# told now, and not after minutes
stop() { echo "$1" >&2; exit 2; }
for program in python3 node npm; do
	command -v "$program" > /dev/null || stop "$program is not installed; on Debian: apt install python3-venv nodejs npm"
done
python3 -c "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))" 2> /dev/null ||
	stop "Python with venv, 3.11 or later, is needed, and this is $(python3 --version); on Debian: apt install python3-venv"
[ "$(node --print "parseInt(process.versions.node)")" -ge 20 ] ||
	stop "The proxy needs Node.js 20 or later, and this is $(node --version); Debian 13 has it."

echo "1/3  Python packages of the lock, into $target (one to three minutes)"
python3 -m venv "$target"
"$target/bin/pip" --disable-pip-version-check install --quiet --require-hashes --requirement "$here/requirements.txt"

echo "2/3  The course's own library"
"$target/bin/pip" --disable-pip-version-check install --quiet --no-deps --no-build-isolation "$here/../.."
# JupyterLab does not ask about news and new versions.
"$target/bin/python" -c "from postsoviet.lab.settings import write_settings; write_settings()"

echo "3/3  The proxy"
mkdir -p "$target/proxy"
cp "$here/package.json" "$here/package-lock.json" "$target/proxy/"
npm ci --silent --prefix "$target/proxy"
ln -sf ../proxy/node_modules/.bin/configurable-http-proxy "$target/bin/configurable-http-proxy"

echo "Ready: JupyterHub $("$target/bin/jupyterhub" --version)," \
	"configurable-http-proxy $("$target/bin/configurable-http-proxy" --version)"
