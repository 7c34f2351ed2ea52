#!/usr/bin/env bash
# Makes the weights of echomotionnet-b0-phantom anew: train-echomotionnet-b0-phantom.sh WORK
# WORK: an empty folder, or the one of train-echomotionnet-b0.sh.
set -eu
work=$1
docs=$(cd "$(dirname "$0")" && pwd)
em=$docs/../../echomotion
"$docs/prepare-phantoms.sh" "$work"

export ONEDNN_DEFAULT_FPMATH_MODE=BF16 TF_SET_ONEDNN_FPMATH_MODE=BF16
"$em" train name=echomotionnet-b0-phantom data.path="$work/phantom-a,$work/phantom-b,$work/phantom-c" data.valid_fraction=0.03 data.samples=2080 augment=heavy \
  optim.epochs=32 optim.rate=1.5e-3 optim.average=0.998 optim.validate_every=8 out="$work/phantom-only"
"$em" evaluate "$work/phantom-only/model" --data "$work/phantom-test" --split test --out "$work/evaluation-phantom-only"
echo "The model is in $work/phantom-only/model"
