#!/usr/bin/env bash
# Makes the weights of echomotionnet-b0 anew: train-echomotionnet-b0.sh CAMUS WORK
# CAMUS: folder named "camus" with index.csv, images/ and masks/ (PNG); WORK: an empty folder.
set -eu
camus=$1
work=$2
em=$(cd "$(dirname "$0")/../.." && pwd)/echomotion
mkdir -p "$work"

"$em" prepare images "$camus" --out "$work/camus"
"$em" phantom --count 300 --seed 1 --ef 15..75 --look echonet,camus --views A4C,A2C --frames 8 --masks --out "$work/phantoms-train"
"$em" phantom --count 40 --seed 1000 --look echonet,camus --views A4C,A2C --masks --out "$work/phantoms-test"
"$em" prepare phantom "$work/phantoms-train" --split train --out "$work/phantom-train"
"$em" prepare phantom "$work/phantoms-test" --split test --out "$work/phantom-test"

# oneDNN may then multiply in bfloat16 (and sum in float32) where the CPU has AMX: a tenth faster.
export ONEDNN_DEFAULT_FPMATH_MODE=BF16 TF_SET_ONEDNN_FPMATH_MODE=BF16

train() {
  "$em" train data.path="$work/camus,$work/phantom-train" optim.validate_every=4 optim.warm_up=0.5 data.samples=2080 "$@"
}
# Five rounds, each from the averaged weights of the one before: CAMUS alone, then with more and more phantoms.
"$em" train data.path="$work/camus" out="$work/round1" optim.epochs=10 epochs_this_run=6 optim.rate=1.2e-3
train out="$work/round2" optim.epochs=9 optim.rate=8e-4 data.shares.camus=0.65 data.shares.phantom=0.35 init="$work/round1"
train out="$work/round3" optim.epochs=24 optim.rate=1e-3 data.shares.camus=0.7 data.shares.phantom=0.3 init="$work/round2"
train out="$work/round4" optim.epochs=12 optim.rate=6e-4 data.shares.camus=0.5 data.shares.phantom=0.5 init="$work/round3"
train out="$work/round5" optim.epochs=9 optim.rate=9e-4 data.shares.camus=0.4 data.shares.phantom=0.6 init="$work/round4"

"$em" evaluate "$work/round5/model" --data "$work/camus" --reference "$camus/index.csv" --split valid --out "$work/evaluation-camus"
"$em" evaluate "$work/round5/model" --data "$work/phantom-test" --split test --out "$work/evaluation-phantom"
echo "The model is in $work/round5/model"
