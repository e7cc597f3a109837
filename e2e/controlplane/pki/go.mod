module keyway.local/e2e/controlplane/pki

go 1.25.0
