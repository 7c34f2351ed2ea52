#!/usr/bin/env bash
# Makes the weights of echomotion-view and echomotion-study anew: train-echomotion-views.sh CAMUS ENCODER WORK
# CAMUS: folder with index.csv, images/ and masks/ (PNG); ENCODER: the model directory echomotionnet-b0; WORK: an empty folder.
set -eu
camus=$1
encoder=$2
work=$3
em=$(cd "$(dirname "$0")" && pwd)/../../echomotion
[ -f "$work/camus/index.csv" ] || "$em" prepare images "$camus" --out "$work/camus"
"$em" train-views --data "$work/camus" --truth "$camus/index.csv" --encoder "$encoder" --out "$work/views" \
  --variants 6 --held-out 0.15 --view-steps 1200 --study-steps 2500
echo "The models are in $work/views"
