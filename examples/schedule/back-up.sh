#!/bin/sh
# Backs the ledger up into BACKUP_DIR (default: backups in PARTNERSHIP_HOME) and keeps the newest KEEP (default 14).
#
# With DATABASE_URL: pg_dump of our schema, as new as the server or newer. Without: the embedded database is a folder, which
# is copied while no process of ours has it open; with one open, exit 3, and nothing is written.
set -eu
home=${PARTNERSHIP_HOME:-.partnership}
to=${BACKUP_DIR:-$home/backups}
keep=${KEEP:-14}
now=$(date -u +%Y-%m-%dT%H%M%SZ)
umask 077
mkdir -p "$to"

if [ -n "${DATABASE_URL:-}" ]; then
  file=$to/ledger-$now.dump
  pg_dump --format=custom --schema=partnership --file="$file.part" "$DATABASE_URL"
else
  if [ ! -d "$home/postgres" ]; then
    echo "There is no database in $home: run partnership sync first, or set PARTNERSHIP_HOME." >&2
    exit 2
  fi
  if [ -n "$(find "$home/postgres" -name postmaster.pid)" ]; then
    echo "The embedded database is open (worker, serve or a sync): a copy of it would be torn." >&2
    exit 3
  fi
  file=$to/ledger-$now.tar.gz
  tar -C "$home" -czf "$file.part" postgres
fi
# Whole or not at all.
mv "$file.part" "$file"
echo "$file"
# shellcheck disable=SC2012 # Names are ours: no odd letters.
ls -1 "$to"/ledger-* | sort -r | tail -n "+$((keep + 1))" | while IFS= read -r old; do rm -f -- "$old"; done
