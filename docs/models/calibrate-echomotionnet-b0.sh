#!/usr/bin/env bash
# Calibrates the ejection fraction's interval of echomotionnet-b0 anew, and puts it into its model.json:
# calibrate-echomotionnet-b0.sh CAMUS WORK
# CAMUS: folder with index.csv, images/ and masks/ (PNG); WORK: a folder for the cines.
set -eu
camus=$1
work=$2
docs=$(cd "$(dirname "$0")" && pwd)
em=$docs/../../echomotion
phantoms() {
  [ -f "$work/$1/FileList.csv" ] || "$em" phantom --count 200 --seed "$2" --ef 15..75 --look echonet,camus --views A4C,A2C \
    --rhythm regular,irregular,premature --heart-rate 45..130 --beats 1.2..4 --drift 0..0.1 --dropped 0..0.05 --out "$work/$1"
}
phantoms phantoms 5101
# Patients that the weights were not trained on.
cines=$work/camus-valid-cines
[ -f "$cines/truth.csv" ] || "$em" warp "$camus" --split valid --out "$cines"

"$em" calibrate --data "$cines" --data "$work/phantoms" --out "$work/ef-calibration.json" \
  --model "$docs/../../segmentation-service/network/src/main/resources/models/echomotionnet-b0"
[ -f "$work/to-check/FileList.csv" ] || "$em" phantom --count 200 --seed 7001 --ef 15..75 --look echonet,camus \
  --rhythm regular,irregular --out "$work/to-check"
"$em" evaluate-ef --data "$work/to-check" --out "$work/evaluation"
