{{- define "keyway.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 50 characters, so that suffixes fit into a name of 63. */}}
{{- define "keyway.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "keyway.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "keyway.selectorLabels" -}}
app.kubernetes.io/name: {{ include "keyway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "keyway.labels" -}}
{{ include "keyway.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "keyway.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "keyway.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name is missing: with serviceAccount.create=false it names the service account to use" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "keyway.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What the operator may do with the objects of a namespace that it watches. */}}
{{- define "keyway.rules" -}}
- apiGroups: [keyway.dev]
  resources: [encryptionkeys, encryptedtopics, encryptedqueues, topicsubscriptions]
  verbs: [get, list, watch, patch]
- apiGroups: [keyway.dev]
  resources:
    - encryptionkeys/status
    - encryptedtopics/status
    - encryptedqueues/status
    - topicsubscriptions/status
  verbs: [patch]
# The key of a topic or queue with encryption.mode OwnKey is an object that Keyway creates, and
# deletes when its owner has moved to another key.
- apiGroups: [keyway.dev]
  resources: [encryptionkeys]
  verbs: [create, delete]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end -}}
