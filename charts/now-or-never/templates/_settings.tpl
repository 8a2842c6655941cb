{{/* The file that a service imports: a key that does not exist there stops its start. Takes (list root component). */}}
{{- define "now-or-never.settings" -}}
{{- $root := index . 0 }}{{ $component := index . 1 }}
{{- $prefix := printf "_INBOX.%s" $component }}
{{- $nats := dict "servers" (include "now-or-never.servers" $root) "inbox-prefix" $prefix }}
{{- $settings := dict "nats" $nats }}
{{- if $root.Values.nats.tls }}
{{- $_ := set $nats "tls" (dict "bundle" "nats") }}
{{- $_ := set $settings "spring" (dict "ssl" (dict "bundle" (dict "pem" (dict "nats" (dict "truststore" (dict "certificate" "file:/run/secrets/ca.pem")))))) }}
{{- end }}
{{- $rest := sub (include "now-or-never.stopGraceSeconds" $root | int) (add1 $root.Values.producer.preStopSeconds) }}
{{- $settings = mergeOverwrite $settings (dict "spring" (dict "lifecycle" (dict "timeout-per-shutdown-phase" (printf "%ds" $rest)))) }}
{{- $own := dict }}
{{- if eq $component "producer" }}
{{- $own = dict "producer" (merge (deepCopy $root.Values.settings.producer) (dict "inbox-prefixes" "_INBOX.consumer.")) }}
{{- else if eq $component "consumer" }}
{{- $own = dict "consumer" (merge (deepCopy $root.Values.settings.consumer) (dict "inbox-prefixes" "_INBOX.producer.,_INBOX.operator.")) }}
{{- else }}
{{- $own = dict "consumer" (dict "role" "operator" "queue-group" (index $root.Values.settings.consumer "queue-group")) }}
{{- end }}
{{- $create := dict "durable" (dict "create" (eq $component "operator")) }}
{{- mergeOverwrite $settings (omit (deepCopy $root.Values.settings) "producer" "consumer") $own $create | toYaml }}
{{- end }}

{{- define "now-or-never.settings-map" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "now-or-never.metadata" . | nindent 2 }}
data:
  settings.yaml: |
    {{- include "now-or-never.settings" . | nindent 4 }}
{{- end }}
