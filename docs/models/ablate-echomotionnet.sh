#!/usr/bin/env bash
# Equal short runs that differ in one thing: ablate-echomotionnet.sh WORK [attention|between|looks]
# WORK is the folder that train-echomotionnet-b0.sh and train-echomotionnet-b0-phantom.sh filled: their prepared sets, and the
# weights of phantoms alone. Prints the scores on the valid split; models are in WORK/ablation, for `evaluate`.
set -eu
work=$1
what=${2:-all}
em=$(cd "$(dirname "$0")/../.." && pwd)/echomotion
export ONEDNN_DEFAULT_FPMATH_MODE=BF16 TF_SET_ONEDNN_FPMATH_MODE=BF16

# NAME SEED EPOCHS WORD...: one run from its own start; its last scores on valid.
run() {
  local name=$1 seed=$2 epochs=$3
  shift 3
  [ -f "$work/ablation/$name-$seed/model/model.json" ] ||
    "$em" train out="$work/ablation/$name-$seed" seed="$seed" optim.epochs="$epochs" optim.validate_every="$epochs" \
      optim.warm_up=0.3 optim.average=0.98 optim.rate=1.5e-3 "$@" >/dev/null
  awk -F, -v name="$name" -v seed="$seed" 'NR > 1 && $7 != "" { dice[$7] = $8 }
    END { printf "%-22s seed %s", name, seed; for (s in dice) printf "  %s %s", s, dice[s]; print "" }' \
    "$work/ablation/$name-$seed/metrics.csv"
}

# 4,160 frames of CAMUS at ED and ES: kinds of attention, phantoms before, a larger encoder.
attention() {
  local camus="data.path=$work/camus data.shares.camus=1 data.samples=1040 augment=light"
  for seed in 1 2; do
    for kind in none se cbam danet; do
      run "b0-$kind" "$seed" 4 model="b0-$kind" $camus
    done
    run b0-cbam-after-phantoms "$seed" 4 $camus init="$work/phantom-only"
  done
  run b1-cbam 1 4 model=b1-cbam $camus
}

# 3,120 frames of CAMUS and phantoms at ED and ES: with warped frames between, with the teacher's outlines on frames
# between, with both.
between() {
  for set in ed-es unlabelled; do
    mkdir -p "$work/phantom-$set"
    for part in images masks; do ln -sfn "$work/phantom-a/$part" "$work/phantom-$set/$part"; done
  done
  awk -F, 'NR == 1 || $4 != "MID"' "$work/phantom-a/index.csv" >"$work/phantom-ed-es/index.csv"
  awk -F, -v OFS=, 'NR > 1 && $4 == "MID" { $6 = "" } { print }' "$work/phantom-a/index.csv" >"$work/phantom-unlabelled/index.csv"
  local size="data.samples=1040 augment=light"
  local labelled="data.path=$work/camus,$work/phantom-ed-es $size data.shares.phantom=0.4"
  local unlabelled="data.path=$work/camus,$work/phantom-unlabelled $size data.shares.phantom=0.2 data.shares.phantom-pseudo=0.2"
  local plain="data.shares.camus=0.6" warped="data.shares.camus=0.4 data.shares.camus-warped=0.2"
  for seed in 1 2; do
    local teacher="data.teacher=$work/ablation/between-neither-$seed/model data.gate=0.5"
    run between-neither "$seed" 3 $labelled $plain
    run between-warped "$seed" 3 $labelled $warped
    run between-taught "$seed" 3 $unlabelled $plain $teacher
    run between-both "$seed" 3 $unlabelled $warped $teacher
  done
}

# 6,240 frames without one of the two looks.
looks() {
  for augment in standard heavy; do
    run "no-echonet-$augment" 1 3 augment="$augment" data.samples=2080 data.path="$work/camus,$work/phantom-b" \
      data.shares.camus=0.5 data.shares.camus-warped=0.1 data.shares.phantom=0.4
    run "no-camus-$augment" 1 3 augment="$augment" data.samples=2080 data.path="$work/phantom-a,$work/phantom-c" data.valid_fraction=0.02
  done
}

case $what in
all)
  attention
  between
  looks
  ;;
attention | between | looks) "$what" ;;
*) echo "It is one of attention, between, looks, not '$what'." >&2 && exit 2 ;;
esac
