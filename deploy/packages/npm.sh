#!/usr/bin/env bash
# Installs the npm packages of the folders given, exactly those of their package-lock.json; where they are installed it touches nothing.
set -euo pipefail

for folder in "$@"; do
  if cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then continue; fi
  echo "Installing the npm packages of $folder"
  npm ci --prefix "$folder" --no-audit --no-fund </dev/null
  cp "$folder/package-lock.json" "$folder/node_modules/.installed"
done
