{{- define "now-or-never.name" -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Takes (list root component). */}}
{{- define "now-or-never.selector" -}}
app.kubernetes.io/name: now-or-never
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "now-or-never.labels" -}}
{{ include "now-or-never.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ (index . 0).Chart.Name }}-{{ (index . 0).Chart.Version }}
{{- end }}

{{- define "now-or-never.metadata" -}}
name: {{ include "now-or-never.name" (index . 0) }}-{{ index . 1 }}
namespace: {{ (index . 0).Release.Namespace }}
labels:
  {{- include "now-or-never.labels" . | nindent 2 }}
{{- end }}

{{- define "now-or-never.servers" -}}
{{- if .Values.nats.servers }}
{{- .Values.nats.servers }}
{{- else if .Values.broker.enabled }}
{{- printf "nats://%s:4222" (contains "broker" .Release.Name | ternary .Release.Name (printf "%s-broker" .Release.Name)) }}
{{- else }}
{{- fail "nats.servers is empty and broker.enabled is false: name the addresses of a broker, or have this chart bring one" }}
{{- end }}
{{- end }}

{{/* A duration such as 500ms, 5s or 2m in whole seconds, rounded up. */}}
{{- define "now-or-never.seconds" -}}
{{- $number := regexFind "^[0-9]+" . | int -}}
{{- if hasSuffix "ms" . }}{{ div (add $number 999) 1000 }}
{{- else if hasSuffix "m" . }}{{ mul $number 60 }}
{{- else }}{{ $number }}
{{- end }}
{{- end }}

{{/* The stop has to outlast what is under way, as in docker-compose.yml. */}}
{{- define "now-or-never.stopGraceSeconds" -}}
{{- $budget := max (include "now-or-never.seconds" .Values.settings.producer.timeout | int) (include "now-or-never.seconds" (index .Values.settings.consumer "max-age") | int) -}}
{{- $least := add $budget 2 .Values.producer.preStopSeconds | int -}}
{{- if lt (int .Values.stopGraceSeconds) $least }}
{{- fail (printf "stopGraceSeconds is %d, and must be at least %d: producer.preStopSeconds, the longer of settings.producer.timeout and settings.consumer.max-age, and 2" (int .Values.stopGraceSeconds) $least) }}
{{- end }}
{{- int .Values.stopGraceSeconds }}
{{- end }}

{{- define "now-or-never.image" -}}
{{- $image := (index . 0).Values.image -}}
{{ with $image.registry }}{{ . }}/{{ end }}{{ index . 1 }}:{{ $image.tag | default (index . 0).Chart.AppVersion }}
{{- end }}
