#!/usr/bin/env bash
# Runs one study through the five images with podman: read-only root, not root, no capabilities, limited memory.
# PostgreSQL and Kafka are those of the command, on loopback, with a role and a user for each service. Needs the images
# (podman load) and a built clone.
#
#   deploy/images/try.sh TAG [MORE OPTIONS OF podman run]
set -euo pipefail
tag=${1:?usage: try.sh TAG [MORE OPTIONS OF podman run]}
more=("${@:2}")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
services=(ingest segmentation ef xai active-learning)

stop() {
  podman rm --force --time 60 --ignore "${services[@]/#/echomotion-try-}" >/dev/null 2>&1 || true
  if [ -n "${servers:-}" ]; then
    kill "$servers" 2>/dev/null && wait "$servers" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

libraries=$root/deploy/cli/target/quarkus-app/lib
java -cp "$libraries/boot/*:$libraries/main/*" "$root/deploy/images/Servers.java" "$work/servers" >"$work/servers.log" 2>&1 &
servers=$!
until [ -f "$work/servers/servers" ]; do
  kill -0 "$servers" || { cat "$work/servers.log"; exit 1; }
  sleep 0.5
done
# shellcheck source=/dev/null
. "$work/servers/servers"

confined=(--network=host --ulimit nofile=8192:8192 --ulimit nproc=8192:8192 --read-only --read-only-tmpfs=false --tmpfs /tmp:rw,exec,nosuid,size=2g,mode=1777
  --user 10001:10001 --cap-drop=ALL --security-opt=no-new-privileges "${more[@]}")

echo "Migration, as the owner of the tables:"
podman run --rm "${confined[@]}" --memory=512m \
  --env QUARKUS_INIT_AND_EXIT=true --env QUARKUS_FLYWAY_MIGRATE_AT_START=true \
  --env QUARKUS_DATASOURCE_JDBC_URL="$DATABASE" \
  --env QUARKUS_DATASOURCE_USERNAME=owner --env QUARKUS_DATASOURCE_PASSWORD=owner \
  "localhost/echomotion/ingest-service:$tag" | grep -i "migrat" | tail -n 2

declare -A memory=([ingest]=2g [segmentation]=3g [ef]=640m [xai]=1536m [active-learning]=640m)
declare -A health=([ingest]=9081 [segmentation]=9082 [ef]=9083 [xai]=9084 [active-learning]=9085)
started=$(date +%s)
for service in "${services[@]}"; do
  mkdir -p "$work/blobs/$service"
  chown 10001:10001 "$work/blobs/$service"
  podman run --detach --name "echomotion-try-$service" "${confined[@]}" --memory="${memory[$service]}" \
    --volume "$work/blobs/$service:/data" \
    --env QUARKUS_FLYWAY_MIGRATE_AT_START=false \
    --env QUARKUS_DATASOURCE_JDBC_URL="$DATABASE" \
    --env QUARKUS_DATASOURCE_USERNAME="${service//-/_}" \
    --env QUARKUS_DATASOURCE_PASSWORD="$(cat "$work/servers/secrets/postgresql-${service//-/_}")" \
    --env KAFKA_BOOTSTRAP_SERVERS="$BROKER" --env KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT \
    --env KAFKA_SASL_MECHANISM=SCRAM-SHA-512 \
    --env KAFKA_SASL_JAAS_CONFIG="org.apache.kafka.common.security.scram.ScramLoginModule required username=\"$service\" password=\"$(cat "$work/servers/secrets/kafka-$service")\";" \
    "localhost/echomotion/$service-service:$tag" >/dev/null
done
for service in "${services[@]}"; do
  until curl -sf "http://127.0.0.1:${health[$service]}/q/health/ready" >/dev/null; do
    podman ps --quiet --filter "name=^echomotion-try-$service\$" | grep -q . || { podman logs "echomotion-try-$service"; exit 1; }
    [ $(($(date +%s) - started)) -lt 600 ] || { podman logs "echomotion-try-$service"; exit 1; }
    sleep 1
  done
  echo "$service is ready after $(($(date +%s) - started)) s"
done

cine=$root/docs/samples/a4c.dcm
curl -sf --data-binary "@$cine" -H 'Content-Type: application/octet-stream' \
  "http://127.0.0.1:8081/v1/studies/try/clips?sha256=$(sha256sum "$cine" | cut -d' ' -f1)&view=A4C" >"$work/upload.json"
clip=$(sed -n 's/.*"clipId": *"\([^"]*\)".*/\1/p' "$work/upload.json" | head -n 1)
until curl -sf "http://127.0.0.1:8084/v1/clips/$clip/explanation/report.html" >"$work/report.html"; do
  [ $(($(date +%s) - started)) -lt 900 ] || { for s in "${services[@]}"; do podman logs --tail 20 "echomotion-try-$s"; done; exit 1; }
  sleep 1
done
echo "The study is explained: a report of $(stat -c %s "$work/report.html") bytes"
curl -sf "http://127.0.0.1:8083/v1/studies/try/ejection-fraction" | grep -o '"ejectionFractionPercent": *[0-9.]*' | head -n 1
curl -sf "http://127.0.0.1:8085/" | grep -q "<title>" && echo "The workbench is served"
podman stats --no-stream --format '{{.Name}} {{.MemUsage}}' "${services[@]/#/echomotion-try-}"

for service in "${services[@]}"; do
  podman stop --time 60 "echomotion-try-$service" >/dev/null
  echo "$service stopped with code $(podman inspect --format '{{.State.ExitCode}}' "echomotion-try-$service")"
done
