{{/* The pods of a service. Takes (list root component image resources secret port preStopSeconds). */}}
{{- define "now-or-never.template" -}}
{{- $root := index . 0 }}{{ $component := index . 1 }}{{ $secret := index . 4 -}}
metadata:
  labels:
    {{- include "now-or-never.labels" (list $root $component) | nindent 4 }}
  annotations:
    checksum/settings: {{ include "now-or-never.settings" (list $root $component) | sha256sum }}
spec:
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ include "now-or-never.stopGraceSeconds" $root }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile:
      type: RuntimeDefault
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "now-or-never.selector" (list $root $component) | nindent 10 }}
  containers:
    - name: {{ $component }}
      image: {{ include "now-or-never.image" (list $root (index . 2)) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      env:
        - name: SPRING_CONFIG_IMPORT
          value: file:/etc/now-or-never/settings.yaml{{ with $secret }},configtree:/run/secrets/{{ end }}
        {{- if ne $component "producer" }}
        - name: CONSUMER_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- end }}
      ports:
        - name: http
          containerPort: {{ index . 5 }}
      startupProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: 1
        timeoutSeconds: 2
        failureThreshold: 120
      # Does not ask for the broker: its outage shall restart nobody.
      livenessProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 6
      readinessProbe:
        httpGet:
          path: /actuator/health/readiness
          port: http
        periodSeconds: 2
        timeoutSeconds: 2
        failureThreshold: 3
      {{- with index . 6 }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ . }}
      {{- end }}
      resources:
        {{- toYaml (index . 3) | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: settings
          mountPath: /etc/now-or-never
          readOnly: true
        {{- if $secret }}
        - name: secrets
          mountPath: /run/secrets
          readOnly: true
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
    - name: settings
      configMap:
        name: {{ include "now-or-never.name" $root }}-{{ $component }}
    {{- if $secret }}
    - name: secrets
      secret:
        secretName: {{ $secret }}
        defaultMode: 0440
        items:
          - key: user
            path: nats/user
          - key: password
            path: nats/password
          {{- if $root.Values.nats.tls }}
          - key: ca.pem
            path: ca.pem
          {{- end }}
    {{- end }}
{{- end }}
