{{/* The beginning of every name. */}}
{{- define "echomotion.name" -}}
{{- if contains "echomotion" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-echomotion" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* Labels that select pods. Arguments: root, component. */}}
{{- define "echomotion.selector" -}}
app.kubernetes.io/name: echomotion
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* All labels. Arguments: root, component. */}}
{{- define "echomotion.labels" -}}
{{ include "echomotion.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: echomotion
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* Port of the calls of each service; health is on this port + 1000. */}}
{{- define "echomotion.ports" -}}
ingest: 8081
segmentation: 8082
ef: 8083
xai: 8084
active-learning: 8085
{{- end }}

{{/* Which services a service calls. A test compares this with the services and with docs/data-flow.md. */}}
{{- define "echomotion.calls" -}}
ingest: []
segmentation: [ingest]
ef: [ingest, segmentation]
xai: [ingest, segmentation, ef]
active-learning: [ingest, segmentation, ef, xai]
{{- end }}

{{/* Image of a program. Arguments: root, image, tag. */}}
{{- define "echomotion.image" -}}
{{ printf "%s/%s:%s" .root.Values.image.registry .image (coalesce .tag .root.Values.image.tag .root.Chart.AppVersion) }}
{{- end }}

{{- define "echomotion.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "echomotion.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "echomotion.jdbcUrl" -}}
{{- with .Values.postgresql -}}
jdbc:postgresql://{{ .host }}:{{ .port }}/{{ .database }}?sslmode={{ .sslMode }}&sslrootcert=/etc/echomotion/postgresql/ca.crt
{{- end -}}
{{- end }}

{{/* Settings that are the same for all services. */}}
{{- define "echomotion.settings" -}}
QUARKUS_PROFILE: {{ ternary "secure,tls" "secure" (eq .Values.tls.mode "certificates") }}{{ if .Values.observability.traces.endpoint }},traces{{ end }}
QUARKUS_HTTP_HOST: 0.0.0.0
QUARKUS_MANAGEMENT_HOST: 0.0.0.0
QUARKUS_FLYWAY_MIGRATE_AT_START: "false"
QUARKUS_DATASOURCE_JDBC_URL: {{ include "echomotion.jdbcUrl" . | quote }}
QUARKUS_OIDC_AUTH_SERVER_URL: {{ .Values.signIn.authServerUrl | quote }}
KAFKA_BOOTSTRAP_SERVERS: {{ .Values.kafka.bootstrapServers | quote }}
KAFKA_SECURITY_PROTOCOL: {{ .Values.kafka.securityProtocol | quote }}
KAFKA_SASL_MECHANISM: {{ .Values.kafka.saslMechanism | quote }}
KAFKA_SSL_TRUSTSTORE_TYPE: PEM
KAFKA_SSL_TRUSTSTORE_LOCATION: /etc/echomotion/kafka/ca.crt
ECHOMOTION_PAGE_SIGN_IN: {{ .Values.signIn.page | quote }}
ECHOMOTION_PAGE_CLIENT_ID: {{ .Values.signIn.pageClientId | quote }}
{{- with .Values.signIn.onlyTenant }}
ECHOMOTION_ONLY_TENANT: {{ . | quote }}
{{- end }}
{{- with .Values.observability.traces }}
{{- if .endpoint }}
ECHOMOTION_TRACES_ENDPOINT: {{ .endpoint | quote }}
ECHOMOTION_TRACES_RATIO: {{ .ratio | quote }}
{{- end }}
{{- end }}
ECHOMOTION_LOGS_JSON: {{ .Values.observability.logs.json | quote }}
{{- if eq .Values.tls.mode "certificates" }}
ECHOMOTION_TLS_CERTIFICATE: /etc/echomotion/tls/tls.crt
ECHOMOTION_TLS_KEY: /etc/echomotion/tls/tls.key
ECHOMOTION_TLS_CA: /etc/echomotion/tls/ca.crt
{{- if .Values.signIn.ca.secretName }}
ECHOMOTION_TLS_SIGN_IN_CA: /etc/echomotion/sign-in/ca.crt
{{- end }}
{{- else }}
ECHOMOTION_TLS: proxy
{{- end }}
{{- range $service, $port := include "echomotion.ports" . | fromYaml }}
ECHOMOTION_{{ $service | upper | replace "-" "_" }}_HOST: {{ include "echomotion.name" $ }}-{{ $service }}
ECHOMOTION_{{ $service | upper | replace "-" "_" }}_PORT: {{ $port | toString | quote }}
{{- end }}
{{- end }}

{{/* A variable from a Secret. Arguments: name, secret, key. */}}
{{- define "echomotion.secretVariable" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}

{{/* A volume with one CA file. Arguments: name, ca. */}}
{{- define "echomotion.caVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .ca.secretName }}
    defaultMode: 0440
    items:
      - key: {{ .ca.key }}
        path: ca.crt
{{- end }}
