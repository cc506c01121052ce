{{- define "tillstream.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{- else -}}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end }}

{{/* Labels that select pods of a component. Takes root and component. */}}
{{- define "tillstream.selector" -}}
app.kubernetes.io/name: tillstream
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "tillstream.labels" -}}
{{ include "tillstream.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: tillstream
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "tillstream.name" -}}
{{ include "tillstream.fullname" .root }}-{{ .component }}
{{- end }}

{{- define "tillstream.image" -}}
{{ .root.Values.image.repository }}/{{ .component }}:{{ default .root.Chart.AppVersion .root.Values.image.tag }}
{{- end }}

{{- define "tillstream.bootstrapServers" -}}
{{- if .Values.kafka.strimzi.enabled -}}
{{ include "tillstream.fullname" . }}-kafka-bootstrap:9093
{{- else -}}
{{ required "kafka.bootstrapServers is needed (host:port), or kafka.strimzi.enabled" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end }}

{{- define "tillstream.databaseHost" -}}
{{- if .Values.database.cloudnativepg.enabled -}}
{{ include "tillstream.fullname" . }}-database-rw
{{- else -}}
{{ required "database.host is needed, or database.cloudnativepg.enabled" .Values.database.host }}
{{- end -}}
{{- end }}

{{- define "tillstream.databaseSecret" -}}
{{- if and .Values.database.cloudnativepg.enabled (not .Values.database.existingSecret) -}}
{{ include "tillstream.fullname" . }}-database-app
{{- else -}}
{{ required "database.existingSecret is needed: a secret with the password of database.user" .Values.database.existingSecret }}
{{- end -}}
{{- end }}

{{/* The secret of who signed PostgreSQL's certificate; empty for sessions without TLS. */}}
{{- define "tillstream.databaseAuthority" -}}
{{- if .Values.database.rootCertificateSecret -}}
{{ .Values.database.rootCertificateSecret }}
{{- else if .Values.database.cloudnativepg.enabled -}}
{{ include "tillstream.fullname" . }}-database-ca
{{- end -}}
{{- end }}

{{/* Where people reach the dashboard: said, or that of the ingress, or of a port forwarded to one's own machine. */}}
{{- define "tillstream.publicUrl" -}}
{{- if .Values.settings.publicUrl -}}
{{ .Values.settings.publicUrl }}
{{- else if and .Values.ingress.enabled .Values.ingress.dashboardHost -}}
{{ ternary "https" "http" (ne .Values.ingress.tlsSecret "") }}://{{ .Values.ingress.dashboardHost }}
{{- else -}}
http://127.0.0.1:8080
{{- end -}}
{{- end }}

{{- define "tillstream.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tillstream.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Not empty when Kafka's clients have to log in. */}}
{{- define "tillstream.kafkaLogin" -}}
{{- if or .Values.kafka.strimzi.enabled .Values.kafka.clientConfigSecret -}}yes{{- end -}}
{{- end }}

{{/* The service as whom a component logs in to Kafka. Takes component. */}}
{{- define "tillstream.kafkaUser" -}}
{{ ternary "analytics-streams" .component (eq .component "training") }}
{{- end }}

{{- define "tillstream.kafkaMount" -}}
{{- if include "tillstream.kafkaLogin" .root }}
- {name: kafka, mountPath: /etc/tillstream/kafka, readOnly: true}
{{- end }}
{{- end }}

{{/* The folder of Kafka client settings and what they point at. Takes root and component. */}}
{{- define "tillstream.kafkaVolume" -}}
{{- $user := include "tillstream.kafkaUser" . }}
{{- if .root.Values.kafka.strimzi.enabled }}
- name: kafka
  projected:
    defaultMode: 0440
    sources:
      - configMap:
          name: {{ include "tillstream.fullname" .root }}-kafka-client
      - secret:
          name: {{ include "tillstream.fullname" .root }}-{{ $user }}
          items:
            - {key: sasl.jaas.config, path: sasl.jaas.config}
      - secret:
          name: {{ include "tillstream.fullname" .root }}-cluster-ca-cert
          items:
            - {key: ca.crt, path: ca.crt}
{{- else if .root.Values.kafka.clientConfigSecret }}
- name: kafka
  secret:
    secretName: {{ .root.Values.kafka.clientConfigSecret | replace "{service}" $user }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{/* The port of an http or https address. */}}
{{- define "tillstream.portOf" -}}
{{- $address := urlParse . }}
{{- if contains ":" $address.host -}}
{{ splitList ":" $address.host | last | int }}
{{- else -}}
{{ ternary 443 80 (eq $address.scheme "https") }}
{{- end -}}
{{- end }}

{{/* Settings of all services, then those of one. Takes root, values and env (a map, may be missing). */}}
{{- define "tillstream.env" -}}
{{- if include "tillstream.kafkaLogin" .root }}
- name: TILLSTREAM_KAFKA_CLIENT_CONFIG
  value: /etc/tillstream/kafka/client.properties
{{- end }}
- name: TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "tillstream.bootstrapServers" .root | quote }}
- name: TILLSTREAM_PARTITIONS
  value: {{ .root.Values.settings.partitions | quote }}
- name: TILLSTREAM_ZONE
  value: {{ .root.Values.settings.zone | quote }}
- name: TILLSTREAM_CURRENCY
  value: {{ .root.Values.settings.currency | quote }}
{{- with .root.Values.monitoring.traces }}
{{- if .endpoint }}
- name: TILLSTREAM_TRACES_ENDPOINT
  value: {{ .endpoint | quote }}
- name: TILLSTREAM_TRACES_RATIO
  value: {{ .ratio | quote }}
{{- end }}
{{- end }}
{{- range $name, $value := merge (dict) (default (dict) .values.extraEnv) (default (dict) .env) }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "tillstream.probes" -}}
startupProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{/* The pod of a service. Takes root, component, values, and env, mounts, volumes, grace, data (the claim's name; an empty folder without). */}}
{{- define "tillstream.pod" -}}
metadata:
  labels:
    {{- include "tillstream.labels" . | nindent 4 }}
  {{- with .root.Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "tillstream.fullname" .root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ default 30 .grace }}
  securityContext:
    {{- include "tillstream.podSecurity" . | nindent 4 }}
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "tillstream.selector" . | nindent 10 }}
  containers:
    - name: {{ .component }}
      image: {{ include "tillstream.image" . | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      env:
        {{- include "tillstream.env" . | nindent 8 }}
      ports:
        - {name: http, containerPort: 8080}
      {{- include "tillstream.probes" . | nindent 6 }}
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      securityContext:
        {{- include "tillstream.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - {name: data, mountPath: /var/lib/tillstream}
        - {name: tmp, mountPath: /tmp}
        {{- include "tillstream.kafkaMount" . | nindent 8 }}
        {{- with .mounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- include "tillstream.kafkaVolume" . | nindent 4 }}
    {{- if not .data }}
    - name: data
      emptyDir: {sizeLimit: 4Gi}
    {{- end }}
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{/* A Deployment with its Service, PodDisruptionBudget and HorizontalPodAutoscaler. Takes what tillstream.pod takes. */}}
{{- define "tillstream.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "tillstream.name" . }}
  labels:
    {{- include "tillstream.labels" . | nindent 4 }}
spec:
  {{- if not .values.autoscaling.enabled }}
  replicas: {{ .values.replicas }}
  {{- end }}
  strategy:
    rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
  selector:
    matchLabels:
      {{- include "tillstream.selector" . | nindent 6 }}
  template:
    {{- include "tillstream.pod" . | nindent 4 }}
---
{{ include "tillstream.service" . }}
---
{{ include "tillstream.disruption" . }}
{{- if .values.autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "tillstream.name" . }}
  labels:
    {{- include "tillstream.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "tillstream.name" . }}}
  minReplicas: {{ .values.autoscaling.minReplicas }}
  maxReplicas: {{ .values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ .values.autoscaling.targetCpuPercent }}}
{{- end }}
{{- end }}

{{- define "tillstream.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "tillstream.name" . }}
  labels:
    {{- include "tillstream.labels" . | nindent 4 }}
spec:
  selector:
    {{- include "tillstream.selector" . | nindent 4 }}
  ports:
    - {name: http, port: 80, targetPort: http}
{{- end }}

{{- define "tillstream.disruption" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "tillstream.name" . }}
  labels:
    {{- include "tillstream.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "tillstream.selector" . | nindent 6 }}
{{- end }}
