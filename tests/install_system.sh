#!/usr/bin/env bash
# System packages of the tests, installed where they are absent, once said which and why:
#   chromium-headless-shell  the browser that tests/browser drives (/usr/bin/chromium will do, and takes longer)
#   libatomic1               Playwright's own node dies without it
#   fonts-liberation         a typeface, for machines that have none
#   nginx-light              tests/deploy tries deploy/nginx.conf for real
#   postgresql               the workshops' store is tried on it, in a cluster of the tests' own on a loopback port
# A test that needs one of them fails without it; none is skipped.
set -euo pipefail

packages=()
reasons=()
want() {
    packages+=("$1")
    reasons+=("  $1: $2")
}

[[ -x /usr/bin/chromium-headless-shell ]] || want chromium-headless-shell "the browser of tests/browser"
ldconfig -p | grep libatomic.so.1 >/dev/null || want libatomic1 "Playwright's own node needs it"
fc-list 2>/dev/null | grep . >/dev/null || want fonts-liberation "a typeface: this machine has none"
command -v nginx >/dev/null || [[ -x /usr/sbin/nginx ]] || want nginx-light "tests/deploy tries deploy/nginx.conf for real"
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || want postgresql "the workshops' store is tried on it"
[[ ${#packages[@]} -gt 0 ]] || exit 0

echo "The tests need system packages that are not here:"
printf '%s\n' "${reasons[@]}"
if ! command -v apt-get >/dev/null; then
    echo "No apt-get here: install them yourself, then run this again." >&2
    exit 1
fi
as_root=()
if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        echo "Neither root nor sudo here. As root: apt-get install ${packages[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "Installing them now: ${as_root[*]:-} apt-get install --no-install-recommends ${packages[*]}"
[[ " ${packages[*]} " != *" nginx-light "* ]] ||
    echo "nginx is not started now; so that it does not start with the machine either: systemctl disable nginx"
[[ " ${packages[*]} " != *" postgresql "* ]] ||
    echo "PostgreSQL is not started now; so that it does not start with the machine either: systemctl disable postgresql"
# A policy of 101 lets no service start while packages are installed (Debian's policy-rc.d); taken away at the end.
policy=/usr/sbin/policy-rc.d
"${as_root[@]}" apt-get update -qq
if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
