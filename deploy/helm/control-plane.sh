#!/usr/bin/env bash
# Builds the programs of a Kubernetes control plane without containers, and Helm: kube-apiserver, -controller-manager,
# -scheduler, etcd, kwok (which plays the nodes) and helm. Needs Go, network access, 4 GB of disk and about 15 minutes of
# processor time.
#
#   deploy/helm/control-plane.sh FOLDER     # programs in FOLDER/bin, KEDA's definitions in FOLDER/keda
set -euo pipefail
folder=$(mkdir -p "${1:?usage: control-plane.sh FOLDER}" && cd "$1" && pwd)
kubernetes=1.34.4 etcd=v3.6.5 kwok=v0.7.0 helm=v3.19.4 keda=v2.17.2
export GOFLAGS="-buildvcs=false -mod=mod" GOPATH=$folder/go GOCACHE=$folder/cache GOBIN=$folder/bin
mkdir -p "$folder/bin" "$folder/kubernetes" "$folder/etcd" "$folder/keda"

# The modules that Kubernetes develops in its own repository are published as v0.MINOR.PATCH.
cd "$folder/kubernetes"
printf 'module controlplane\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\n' "$kubernetes" >go.mod
go mod download -json "k8s.io/kubernetes@v$kubernetes" | sed -n 's/.*"GoMod": "\(.*\)",/\1/p' | xargs cat |
  sed -n "s#^\t\(k8s.io/[a-z-]*\) => ./staging.*#replace \1 => \1 v0.${kubernetes#1.}#p" >>go.mod
minor=$(echo "$kubernetes" | cut -d. -f2)
version="-X k8s.io/component-base/version.gitVersion=v$kubernetes -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$minor"
for program in kube-apiserver:NewAPIServerCommand kube-controller-manager:NewControllerManagerCommand kube-scheduler:NewSchedulerCommand; do
  name=${program%:*}
  mkdir -p "$name"
  printf 'package main\n\nimport (\n\t"os"\n\n\t"k8s.io/component-base/cli"\n\t"k8s.io/kubernetes/cmd/%s/app"\n)\n\nfunc main() { os.Exit(cli.Run(app.%s())) }\n' \
    "$name" "${program#*:}" >"$name/main.go"
  nice go build -ldflags "-s -w $version" -o "$folder/bin/$name" "./$name"
done
go get "helm.sh/helm/v3@$helm"
nice go build -ldflags "-s -w" -o "$folder/bin/helm" helm.sh/helm/v3/cmd/helm

cd "$folder/etcd"
printf 'module etcd\n\ngo 1.24.0\n\nrequire go.etcd.io/etcd/server/v3 %s\n' "$etcd" >go.mod
printf 'package main\n\nimport (\n\t"os"\n\n\t"go.etcd.io/etcd/server/v3/etcdmain"\n)\n\nfunc main() { etcdmain.Main(os.Args) }\n' >main.go
nice go build -ldflags "-s -w" -o "$folder/bin/etcd" .

cd "$folder"
nice go install "sigs.k8s.io/kwok/cmd/kwok@$kwok"
cp "$(go mod download -json "github.com/kedacore/keda/v2@$keda" | sed -n 's/.*"Dir": "\(.*\)",/\1/p')"/config/crd/bases/*.yaml "$folder/keda/"
chmod -R u+w "$folder/keda"
ls "$folder/bin"
