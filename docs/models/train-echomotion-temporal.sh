#!/usr/bin/env bash
# Makes the weights of echomotion-temporal-transformer and -bilstm anew: train-echomotion-temporal.sh CAMUS MODEL WORK
# CAMUS: folder with index.csv, images/ and masks/ (PNG); MODEL: the model directory whose outlines are corrected; WORK: an empty folder.
set -eu
camus=$1
model=$2
work=$3
em=$(cd "$(dirname "$0")" && pwd)/../../echomotion

# FILE OPTION...: sequences of that kind, unless they are there.
sequences() {
  local file=$work/$1.csv.gz
  shift
  [ -f "$file" ] && return
  "$em" temporal-data "$@" --model "$model" --out "$file.part"
  mv "$file.part" "$file"
}
mkdir -p "$work"
for seed in 6101 6102 6103; do
  sequences "phantoms-$seed" --count 400 --seed "$seed"
done
sequences warped --stills "$camus"

warped=$work/warped.csv.gz
train() {
  # Patients thrice, so that they are two sequences of three.
  "$em" train-temporal --out "$work/$1" --network "$@" --measured "$work/phantoms-6101.csv.gz" \
    --sequences "$work/phantoms-6101.csv.gz,$work/phantoms-6102.csv.gz,$work/phantoms-6103.csv.gz,$warped,$warped,$warped"
}
train transformer --epochs 40 --steps 100 --batch 24
train bilstm --epochs 24 --steps 100 --batch 24
echo "The models are in $work/transformer/model and $work/bilstm/model"
