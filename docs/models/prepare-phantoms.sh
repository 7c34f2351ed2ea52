#!/usr/bin/env bash
# Makes the phantoms that the networks learn from, and those they are judged on: prepare-phantoms.sh WORK
set -eu
work=$1
em=$(cd "$(dirname "$0")/../.." && pwd)/echomotion
mkdir -p "$work"

# NAME SPLIT OPTION...
phantoms() {
  local name=$1 split=$2
  shift 2
  [ -f "$work/$name/index.csv" ] && return
  "$em" phantom --views A4C,A2C --masks --out "$work/cines-$name" "$@"
  "$em" prepare phantom "$work/cines-$name" --split "$split" --out "$work/$name"
}
phantoms phantom-a train --count 700 --seed 11 --ef 15..75 --look echonet --frames 6
phantoms phantom-b train --count 300 --seed 12 --ef 15..75 --look camus --frames 6
phantoms phantom-c train --count 300 --seed 13 --ef 50..80 --look echonet --frames 4
phantoms phantom-test test --count 40 --seed 1000 --look echonet,camus --frames 8
