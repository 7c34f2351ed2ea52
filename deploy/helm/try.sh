#!/usr/bin/env bash
# Installs the chart on a real kube-apiserver whose nodes are played by kwok: installation until every pod is ready, Pod
# Security "restricted", drained nodes, upgrade, rollback, KEDA, uninstallation. Nothing runs in the pods, and network
# policies are not enforced. Needs kubectl, openssl, and the programs of control-plane.sh.
#
#   deploy/helm/try.sh FOLDER     # the folder of control-plane.sh
set -euo pipefail
tools=$(cd "${1:?usage: try.sh FOLDER}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
export PATH=$tools/bin:$PATH KUBECONFIG=$work/kubeconfig
processes=()

stop() {
  local code=$?
  [ $code = 0 ] || { tail -n 5 "$work"/*.log; kubectl -n echomotion get pods,jobs,pvc,events 2>/dev/null | tail -n 40; } || true
  for ((i = ${#processes[@]} - 1; i >= 0; i--)); do
    kill "${processes[$i]}" 2>/dev/null && wait "${processes[$i]}" 2>/dev/null || true
  done
  rm -rf "$work"
  exit $code
}
trap stop EXIT

start() { # NAME ARGUMENTS...
  "$@" >"$work/$1.log" 2>&1 &
  processes+=($!)
}

await() { # SECONDS COMMAND...
  local limit=$(($(date +%s) + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$(date +%s)" -lt "$limit" ] || { echo "Waited too long for: $*"; exit 1; }
    sleep 0.5
  done
}

began=$(date +%s)
step() {
  echo "$(printf '%4d' $(($(date +%s) - began))) s  $*"
}

# --- the control plane, on loopback ---------------------------------------------------------------------------------
openssl genrsa -out "$work/accounts.key" 2048 2>/dev/null
token=$(openssl rand -hex 16)
echo "$token,admin,admin,system:masters" >"$work/tokens"
start etcd --data-dir "$work/etcd" --listen-client-urls http://127.0.0.1:23790 --advertise-client-urls http://127.0.0.1:23790 \
  --listen-peer-urls http://127.0.0.1:23800 --initial-advertise-peer-urls http://127.0.0.1:23800 \
  --initial-cluster default=http://127.0.0.1:23800 --unsafe-no-fsync
start kube-apiserver --etcd-servers http://127.0.0.1:23790 --bind-address 127.0.0.1 --secure-port 26443 --cert-dir "$work/certs" \
  --token-auth-file "$work/tokens" --authorization-mode RBAC --service-cluster-ip-range 10.96.0.0/16 \
  --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$work/accounts.key" \
  --service-account-signing-key-file "$work/accounts.key" --endpoint-reconciler-type none
kubectl config set-cluster try --server https://127.0.0.1:26443 --insecure-skip-tls-verify >/dev/null
kubectl config set-credentials admin --token "$token" >/dev/null
kubectl config set-context try --cluster try --user admin >/dev/null
kubectl config use-context try >/dev/null
await 120 kubectl get --raw /readyz
start kube-controller-manager --kubeconfig "$KUBECONFIG" --service-account-private-key-file "$work/accounts.key" \
  --leader-elect=false --secure-port 0
start kube-scheduler --kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0
start kwok --kubeconfig "$KUBECONFIG" --manage-all-nodes --server-address 127.0.0.1:26447
for node in 1 2 3; do
  kubectl apply -f - >/dev/null <<NODE
apiVersion: v1
kind: Node
metadata:
  name: node-$node
  labels: { kubernetes.io/hostname: node-$node, topology.kubernetes.io/zone: zone-$node, kubernetes.io/os: linux }
status:
  allocatable: { cpu: "32", memory: 128Gi, ephemeral-storage: 500Gi, pods: "100", nvidia.com/gpu: "1" }
  capacity: { cpu: "32", memory: 128Gi, ephemeral-storage: 500Gi, pods: "100", nvidia.com/gpu: "1" }
NODE
done
await 60 kubectl wait --for=condition=Ready node --all --timeout=1s
version=$(kubectl version -o json 2>/dev/null | sed -n '/serverVersion/,$s/.*"gitVersion": "\(.*\)".*/\1/p')
step "kube-apiserver $version, 3 nodes"

# --- what a site has before -----------------------------------------------------------------------------------------
kubectl create namespace echomotion >/dev/null
kubectl label namespace echomotion pod-security.kubernetes.io/enforce=restricted >/dev/null
for volume in 1 2; do
  kubectl apply -f - >/dev/null <<VOLUME
apiVersion: v1
kind: PersistentVolume
metadata: { name: volume-$volume }
spec:
  capacity: { storage: 1Ti }
  accessModes: [ReadWriteOnce]
  hostPath: { path: /volume-$volume }
VOLUME
done
k() { kubectl -n echomotion "$@"; }
await 60 k get serviceaccount default
for service in ingest segmentation ef xai active-learning; do
  k create secret generic "echomotion-$service" --from-literal=database-username=x --from-literal=database-password=x \
    --from-literal=kafka-username=x --from-literal=kafka-password=x --from-literal=client-secret=x \
    --from-literal=audit-signing-key=x --from-literal=page-secret=x >/dev/null
  k create secret generic "echomotion-$service-tls" --from-literal=tls.crt=x --from-literal=tls.key=x --from-literal=ca.crt=x >/dev/null
done
k create secret generic echomotion-migration --from-literal=database-username=x --from-literal=database-password=x >/dev/null
k create secret generic echomotion-shared --from-literal=study-key-secret=x >/dev/null
k create secret generic echomotion-postgresql-ca --from-literal=ca.crt=x >/dev/null
k create secret generic echomotion-kafka-ca --from-literal=ca.crt=x >/dev/null
k get all,secrets,configmaps,pvc,pdb,networkpolicies,serviceaccounts -o name | sort >"$work/before"

chart=$here/echomotion
site=(-n echomotion -f "$here/src/test/resources/site.yaml")
all_ready() {
  [ "$(k get pods -l app.kubernetes.io/instance=echomotion --field-selector=status.phase=Running -o jsonpath='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' | grep -c True)" = "$1" ]
}

# --- the tries ------------------------------------------------------------------------------------------------------
k run root --image=busybox:1.37 >/dev/null 2>"$work/refusal" && { echo "A pod that is not confined was accepted."; exit 1; }
grep -q 'violates PodSecurity "restricted' "$work/refusal"
step "a pod that is not confined is refused (restricted)"

helm install echomotion "$chart" "${site[@]}" --wait --timeout 5m >"$work/install"
all_ready 7 || { echo "not 7 ready pods"; exit 1; }
[ -z "$(k get jobs -o name)" ] || { echo "the finished migration was not removed"; exit 1; }
step "installed: the migration ran, 7 pods are ready"

# How many pods of segmentation and ef are ready while the nodes are drained, one after the other.
least=2
for node in 1 2 3; do
  kubectl drain "node-$node" --delete-emptydir-data --force --timeout=120s >"$work/drain" 2>&1 &
  drain=$!
  while kill -0 $drain 2>/dev/null; do
    for service in segmentation ef; do
      ready=$(k get deployment "echomotion-$service" -o jsonpath='{.status.readyReplicas}')
      [ "${ready:-0}" -ge "$least" ] || least=${ready:-0}
    done
  done
  wait $drain
  [ -z "$(k get pods --field-selector="spec.nodeName=node-$node" -o name)" ] || { echo "pods are left on node-$node"; exit 1; }
  await 60 all_ready 7
  kubectl uncordon "node-$node" >/dev/null
done
[ "$least" -ge 1 ] || { echo "segmentation or ef had no ready pod"; exit 1; }
step "3 nodes drained, one after the other: at least $least pod of segmentation and of ef was ready"

helm upgrade echomotion "$chart" "${site[@]}" --set services.ef.image.tag=next --set services.ef.replicas=3 --wait --timeout 5m >/dev/null
all_ready 8
[ "$(k get deployment echomotion-ef -o jsonpath='{.spec.template.spec.containers[0].image}')" = echomotion/ef-service:next ]
step "upgraded: another image and one more pod of ef, 8 pods are ready"

helm rollback echomotion 1 -n echomotion --wait --timeout 5m >/dev/null
await 60 all_ready 7
[ "$(k get deployment echomotion-ef -o jsonpath='{.spec.template.spec.containers[0].image}')" = echomotion/ef-service:0.2.0 ]
step "rolled back: 7 pods are ready"

kubectl create -f "$tools/keda" >/dev/null
await 60 kubectl wait --for=condition=Established crd/scaledobjects.keda.sh crd/triggerauthentications.keda.sh --timeout=1s
helm template echomotion "$chart" --kube-version "$version" "${site[@]}" --set keda.enabled=true --show-only templates/keda.yaml |
  k create --dry-run=server --validate=strict -f - >"$work/keda.out"
step "KEDA's definitions accept: $(sed 's/ created.*//' "$work/keda.out" | paste -sd ' ')"
for values in values-cpu.yaml values-gpu.yaml; do
  helm template echomotion "$chart" --kube-version "$version" "${site[@]}" -f "$chart/$values" | k apply --dry-run=server --validate=strict -f - >/dev/null
done
kubectl kustomize "$here/../kustomize/base" | k apply --dry-run=server --validate=strict -f - >/dev/null
step "the API server accepts values-cpu.yaml, values-gpu.yaml and the Kustomize base, strictly"

helm uninstall echomotion -n echomotion --wait >/dev/null 2>&1
await 60 all_ready 0
k get all,secrets,configmaps,pvc,pdb,networkpolicies,serviceaccounts -o name | sort >"$work/after"
left=$(comm -13 "$work/before" "$work/after" | paste -sd ' ')
[ "$left" = "persistentvolumeclaim/echomotion-ingest persistentvolumeclaim/echomotion-xai" ] || { echo "left: $left"; exit 1; }
step "uninstalled: nothing is left but the two volumes, which are kept on purpose"
