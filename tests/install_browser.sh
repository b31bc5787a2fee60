#!/usr/bin/env bash
# System packages of the browser tests: Chromium, libatomic1 (Playwright's own node dies without it) and a
# typeface for machines that have none. Does nothing where they are there already.
set -euo pipefail

packages=(chromium libatomic1 fonts-liberation)

if [[ -x /usr/bin/chromium ]] && ldconfig -p | grep -q libatomic.so.1; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "Browser tests need /usr/bin/chromium and libatomic. No apt-get here: install ${packages[*]} yourself." >&2
    exit 1
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        echo "Browser tests need ${packages[*]}. Run as root: apt-get install ${packages[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "Installing ${packages[*]} for the browser tests."
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
