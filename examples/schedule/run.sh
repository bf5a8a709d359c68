#!/bin/sh
# Syncs once, sends the alerts that are due, backs the ledger up, and tells somebody where one of them fails. Called by cron or systemd.
#
#   PARTNERSHIP_DIR   folder of the clone or installation (with its .env); the folder above this one
#   ALERT_COMMAND     is given the message on stdin, such as: mail -s 'Partnership Manager' ops@example.com
#   SEND_ALERTS       no: partnership alerts is not run
#   BACKUP_DIR        where backups go; see back-up.sh
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "${PARTNERSHIP_DIR:-$here/../..}" || exit 2

tell() {
  printf '%s\n' "$1" >&2
  if [ -n "${ALERT_COMMAND:-}" ]; then printf '%s\n' "$1" | sh -c "$ALERT_COMMAND"; fi
}

# The words of docs/cli.md, “Exit codes”.
meaning() {
  case $1 in
    1) echo 'refused, or another run is at work: the message says which' ;;
    2) echo 'wrong use: token, setting, policy or mapping; it fails until that is mended' ;;
    3) echo 'HubSpot or the database was not to be had; the next run goes on' ;;
    4) echo 'the daily limit of the portal is reached; the next run goes on' ;;
    130 | 143) echo 'it was stopped; the next run goes on' ;;
    *) echo 'a defect: please report it' ;;
  esac
}

npx partnership sync
code=$?
if [ "$code" -ne 0 ]; then
  tell "partnership sync ended with exit code $code: $(meaning "$code")."
  exit "$code"
fi
alerts=0
if [ "${SEND_ALERTS:-yes}" != no ]; then
  npx partnership alerts
  alerts=$?
  # The next run sends what is left, and the backup is made all the same.
  if [ "$alerts" -ne 0 ]; then tell "partnership alerts ended with exit code $alerts: $(meaning "$alerts")."; fi
fi
"$here/back-up.sh"
code=$?
if [ "$code" -ne 0 ]; then tell "The ledger was not backed up (exit code $code); the sync itself is done."; fi
if [ "$code" -eq 0 ]; then code=$alerts; fi
exit "$code"
