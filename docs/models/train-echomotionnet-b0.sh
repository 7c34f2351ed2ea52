#!/usr/bin/env bash
# Makes the weights of echomotionnet-b0 anew: train-echomotionnet-b0.sh CAMUS WORK
# CAMUS: folder with index.csv, images/ and masks/ (PNG); WORK: an empty folder, or one that a stopped run left.
set -eu
camus=$1
work=$2
docs=$(cd "$(dirname "$0")" && pwd)
em=$docs/../../echomotion
"$docs/prepare-phantoms.sh" "$work"
[ -f "$work/camus/index.csv" ] || "$em" prepare images "$camus" --between 6 --out "$work/camus"

# oneDNN may then multiply in bfloat16 (and sum in float32) where the CPU has AMX: a tenth faster.
export ONEDNN_DEFAULT_FPMATH_MODE=BF16 TF_SET_ONEDNN_FPMATH_MODE=BF16

# NAME CAMUS WARPED PHANTOM WORD...: a round with these shares of the three sources; one that is done stays as it is.
round() {
  local name=$1 camus=$2 warped=$3 phantom=$4
  shift 4
  [ -f "$work/$name/model/model.json" ] && return
  "$em" train out="$work/$name" data.path="$work/camus,$work/phantom-a,$work/phantom-b,$work/phantom-c" data.samples=2080 \
    data.shares.camus="$camus" data.shares.camus-warped="$warped" data.shares.phantom="$phantom" \
    optim.warm_up=0.3 optim.average=0.999 optim.validate_every=4 "$@"
}
# Three rounds, each from the averaged weights of the one before; in the last, most frames keep their gray levels.
round round1 0.55 0.00 0.45 optim.epochs=150 epochs_this_run=70 optim.rate=1.2e-3
round round2 0.40 0.15 0.45 optim.epochs=55 epochs_this_run=25 optim.rate=1e-3 init="$work/round1"
round round3 0.55 0.10 0.35 optim.epochs=24 optim.rate=7e-4 init="$work/round2" augment.gray_levels=0.3 \
  augment.sector_angle.probability=0.1 augment.depth.probability=0.1

"$em" evaluate "$work/round3/model" --data "$work/camus" --reference "$camus/index.csv" --split valid --out "$work/evaluation-camus"
"$em" evaluate "$work/round3/model" --data "$work/phantom-test" --split test --out "$work/evaluation-phantom"
echo "The model is in $work/round3/model"
