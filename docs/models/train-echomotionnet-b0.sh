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
  "$em" train --data "$work/camus,$work/phantom-train" --validate-every 4 --warm-up 0.5 --samples 2080 "$@"
}
# Five rounds, each from the averaged weights of the one before: CAMUS alone, then with more and more phantoms.
"$em" train --data "$work/camus" --out "$work/round1" --epochs 10 --epochs-this-run 6 --rate 1.2e-3
train --out "$work/round2" --epochs 9 --rate 8e-4 --shares camus=0.65,phantom=0.35 \
  --init "$work/round1/model/variables/variables"
train --out "$work/round3" --epochs 24 --rate 1e-3 --shares camus=0.7,phantom=0.3 \
  --init "$work/round2/model/variables/variables"
train --out "$work/round4" --epochs 12 --rate 6e-4 --shares camus=0.5,phantom=0.5 \
  --init "$work/round3/model/variables/variables"
train --out "$work/round5" --epochs 9 --rate 9e-4 --shares camus=0.4,phantom=0.6 \
  --init "$work/round4/model/variables/variables"

"$em" evaluate "$work/round5/model" "$work/camus" --split valid
"$em" evaluate "$work/round5/model" "$work/phantom-test" --split test
echo "The model is in $work/round5/model"
