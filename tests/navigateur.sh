#!/bin/sh
# Installe un Chromium pour les tests, s’il n’y en a pas : celui de Debian quand on peut, sinon celui de Playwright.
# Échoue plutôt que de laisser passer des tests sans navigateur. Argument : le dossier des commandes du venv.
set -eu

if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installation de Chromium (apt)…"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    "$1/playwright" install chromium
fi
