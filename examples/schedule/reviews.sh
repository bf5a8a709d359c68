#!/bin/sh
# Writes the programme review of the last quarter, and the partner review of the last month of each partner that is named.
#
#   REVIEWS_DIR   where pages go; made if it is not there
#   arguments     partners, each by name, domain or id
set -u
dir=${REVIEWS_DIR:?set REVIEWS_DIR to the folder for reviews}
mkdir -p "$dir" || exit 2
failed=0
npx partnership review programme --out "$dir/programme.html" || failed=$?
for partner in "$@"; do
  # A name may hold what a file name may not.
  file=$(printf '%s' "$partner" | tr -c 'A-Za-z0-9.\n' '-')
  npx partnership review partner "$partner" --out "$dir/$file.html" || failed=$?
done
exit "$failed"
