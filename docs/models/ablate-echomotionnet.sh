#!/usr/bin/env bash
# Equal short runs that differ in one thing: ablate-echomotionnet.sh WORK
# WORK is the folder that train-echomotionnet-b0.sh filled: its prepared sets, and the weights of phantoms alone.
set -eu
work=$1
em=$(cd "$(dirname "$0")/../.." && pwd)/echomotion
export ONEDNN_DEFAULT_FPMATH_MODE=BF16 TF_SET_ONEDNN_FPMATH_MODE=BF16

# NAME SEED WORD...: one run of 3,120 frames from its own start; its last scores on valid.
run() {
  local name=$1 seed=$2
  shift 2
  [ -f "$work/ablation/$name-$seed/model/model.json" ] ||
    "$em" train out="$work/ablation/$name-$seed" seed="$seed" data.samples=1040 optim.epochs=3 \
      optim.validate_every=3 optim.warm_up=0.3 optim.average=0.98 optim.rate=1.5e-3 augment=light "$@" >/dev/null
  awk -F, -v name="$name" -v seed="$seed" 'NR > 1 && $7 != "" { dice[$7] = $8 }
    END { printf "%-22s seed %s", name, seed; for (s in dice) printf "  %s %s", s, dice[s]; print "" }' \
    "$work/ablation/$name-$seed/metrics.csv"
}

camus="data.path=$work/camus data.shares.camus=1"
for seed in 1 2; do
  for attention in none se cbam danet; do
    run "b0-$attention" "$seed" model="b0-$attention" $camus
  done
  run b0-cbam-after-phantoms "$seed" $camus init="$work/phantom-only"
done
run b1-cbam 1 model=b1-cbam $camus
