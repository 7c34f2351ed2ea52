#!/usr/bin/env bash
# Prints the figures of docs/code-figures.md for a checkout: docs/code-figures.sh [CHECKOUT]
# Coverage is read from the reports of a finished 'mvn verify'.
set -euo pipefail
export LC_ALL=C
cd "${1:-$(dirname "$0")/..}"

# A module is a folder with Java sources of its own.
modules=$(git ls-files '*.java' | sed -n 's#/src/\(main\|test\)/java/.*##p' | sort -u)

# Main classes: files but package-info. Lines: all of them, blank ones and comments included.
classes() { git ls-files "$1/src/$2/java/*.java" | grep -v package-info || true; }
lines() { classes "$1" "$2" | tr '\n' '\0' | xargs -0 -r cat | wc -l; }

echo "| module | classes | lines | largest package | class length: median | 90th percentile | test lines to main lines | lines covered |"
echo "|---|---|---|---|---|---|---|---|"
for module in $modules; do
  count=$(classes "$module" main | wc -l)
  [ "$count" -gt 0 ] || continue
  main=$(lines "$module" main)
  tests=$(lines "$module" test)
  largest=$(classes "$module" main | sed 's#/[^/]*$##; s#.*/org/echomotion/##' | sort | uniq -c | sort -rn | awk 'NR==1 {print "`" $2 "` " $1}')
  lengths=$(classes "$module" main | tr '\n' '\0' | xargs -0 -n1 wc -l | awk '{print $1}' | sort -n)
  median=$(echo "$lengths" | awk '{a[NR]=$1} END {print a[int((NR+1)/2)]}')
  p90=$(echo "$lengths" | awk '{a[NR]=$1} END {print a[int(NR*0.9+0.999)]}')
  covered="-"
  if [ -f "$module/target/site/jacoco/jacoco.csv" ]; then
    covered=$(awk -F, 'NR>1 {m+=$8; c+=$9} END {printf "%.1f %%", 100*c/(m+c)}' "$module/target/site/jacoco/jacoco.csv")
  fi
  echo "| \`$module\` | $count | $main | $largest | $median | $p90 | $(awk -v t="$tests" -v m="$main" 'BEGIN {printf "%.2f", t/m}') | $covered |"
done
