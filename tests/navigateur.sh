#!/bin/sh
# Installe un Chromium pour les tests, s’il n’y en a pas. De préférence celui qui n’a pas de fenêtre : il va quatre fois plus vite.
# Celui de Debian quand on peut, sinon celui de Playwright. Échoue plutôt que de laisser passer des tests sans navigateur.
# Argument : le dossier des commandes du venv.
set -eu

installer() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

if command -v chromium-headless-shell >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installation de Chromium (apt)…"
    apt-get update -qq || true
    installer chromium-headless-shell || command -v chromium >/dev/null 2>&1 || installer chromium
elif ! command -v chromium >/dev/null 2>&1; then
    "$1/playwright" install --only-shell chromium
fi
