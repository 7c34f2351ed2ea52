#!/usr/bin/env bash
# Calibrates the interval of echomotionnet-b0 on patients that the measuring network was not trained on, and puts the
# calibration into its model.json: crossfit-echomotionnet-b0.sh CAMUS WORK
# CAMUS: folder with index.csv, images/ and masks/ (PNG); WORK: an empty folder, or one that a stopped run left.
# Four networks are trained, each without a quarter of the patients (15 minutes each on two cores). Each measures the
# warped cines of its own quarter through the whole platform (10 minutes each).
set -eu
camus=$1
mkdir -p "$2"
work=$(cd "$2" && pwd)
docs=$(cd "$(dirname "$0")" && pwd)
em=$docs/../../echomotion
models=$docs/../../segmentation-service/network/src/main/resources/models
folds="1 2 3 4"

"$docs/prepare-phantoms.sh" "$work"
[ -f "$work/camus/index.csv" ] || "$em" prepare images "$camus" --between 6 --out "$work/camus"
[ -f "$work/cines/truth.csv" ] || "$em" warp "$camus" --split train --out "$work/cines"

# The study network was trained on these patients, so its second opinion is turned off.
export ECHOMOTION_EF_STUDY_MODEL=
for k in $folds; do
  fold=$work/fold$k
  [ -f "$fold/model/model.json" ] || "$em" train out="$fold" \
    data.path="$work/camus,$work/phantom-a,$work/phantom-b,$work/phantom-c" data.folds=4 data.fold="$k" \
    data.samples=2080 data.shares.camus=0.60 data.shares.camus-warped=0.10 data.shares.phantom=0.30 \
    optim.epochs=16 optim.rate=1e-3 optim.warm_up=0.3 optim.average=0.999 optim.validate_every=8 \
    augment.gray_levels=0.5 init="$models/echomotionnet-b0-phantom"
  [ -f "$fold/measured/evaluation-ef.json" ] && continue
  rm -rf "$fold/models"
  mkdir -p "$fold/models"
  cp -r "$fold/model" "$fold/models/echomotionnet-b0"
  cp -r "$models/echomotion-view" "$fold/models"
  ECHOMOTION_SEGMENTATION_MODEL_REPOSITORY=$fold/models \
    "$em" evaluate-ef --data "$work/cines" --held-out-by "$fold" --home "$fold/home" --out "$fold/measured"
done

# Phantoms that no network was trained on, measured by the shipped one. Each look is a set of its own.
phantoms() {
  local look=$1 seed=$2 name=$work/phantoms-$1
  [ -f "$name/FileList.csv" ] || "$em" phantom --count 100 --seed "$seed" --ef 15..75 --look "$look" --views A4C,A2C \
    --rhythm regular,irregular,premature --heart-rate 45..130 --beats 1.2..4 --drift 0..0.1 --dropped 0..0.05 --out "$name"
  [ -f "$name-measured/evaluation-ef.json" ] || "$em" evaluate-ef --data "$name" --home "$work/phantoms-home" \
    --out "$name-measured"
}
phantoms echonet 5101
phantoms camus 5102

measured=()
for k in $folds; do measured+=(--measured "camus=$work/fold$k/measured/evaluation-ef.json"); done
for look in echonet camus; do
  measured+=(--measured "phantoms-$look=$work/phantoms-$look-measured/evaluation-ef.json")
done
"$em" calibrate "${measured[@]}" --model "$models/echomotionnet-b0" --out "$work/ef-calibration.json"
