// Command pki prepares what a private control plane needs before its processes
// start: free ports, keys and certificates, and kubeconfig files. It uses the
// standard library only, so that no openssl has to be installed.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

const (
	clockSkew = time.Hour
	validity  = 10 * 365 * 24 * time.Hour
)

const usage = `usage:
  pki ports <n>                          print n free loopback ports, one a line
  pki create <folder>                    create keys and certificates, once
  pki kubeconfig <folder> <name> <url>   print a kubeconfig for <name> (admin, controller-manager)`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pki:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "ports":
		return printPorts(args[1])
	case len(args) == 2 && args[0] == "create":
		return createAll(args[1])
	case len(args) == 4 && args[0] == "kubeconfig":
		return printKubeconfig(args[1], args[2], args[3])
	default:
		return errors.New(usage)
	}
}

func printPorts(count string) error {
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 {
		return fmt.Errorf("not a number of ports: %q", count)
	}
	for range n {
		// Each listener stays open until all are chosen: the ports are distinct.
		listener, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer listener.Close()
		fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	}
	return nil
}

type authority struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

// createAll leaves a complete folder alone: a control plane that is stopped and
// started again keeps its identity, so kubeconfigs and tokens stay valid.
func createAll(folder string) error {
	complete := filepath.Join(folder, "complete")
	if _, err := os.Stat(complete); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	ca, err := newAuthority(folder)
	if err != nil {
		return err
	}
	loopback := x509.Certificate{
		DNSNames: []string{
			"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
			"kubernetes.default.svc.cluster.local",
		},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	server := []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	client := []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	both := []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}

	for _, leaf := range []struct {
		file     string
		subject  pkix.Name
		usages   []x509.ExtKeyUsage
		template x509.Certificate
		newKey   func() (crypto.Signer, error)
	}{
		{"apiserver", pkix.Name{CommonName: "kube-apiserver"}, server, loopback, ecKey},
		{"etcd", pkix.Name{CommonName: "etcd"}, both, loopback, ecKey},
		{"etcd-client", pkix.Name{CommonName: "kube-apiserver-etcd-client"}, client, x509.Certificate{}, ecKey},
		{"controller-manager", pkix.Name{CommonName: "system:kube-controller-manager"}, client, x509.Certificate{}, ecKey},
		// RSA, because some Java clients read EC keys only with extra libraries.
		{"admin", pkix.Name{CommonName: "keyway-admin", Organization: []string{"system:masters"}}, client, x509.Certificate{}, rsaKey},
	} {
		template := leaf.template
		template.Subject = leaf.subject
		template.ExtKeyUsage = leaf.usages
		template.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
		key, err := leaf.newKey()
		if err != nil {
			return err
		}
		certificate, err := sign(&template, key.Public(), ca.certificate, ca.key)
		if err != nil {
			return err
		}
		if err := writePair(folder, leaf.file, certificate, key); err != nil {
			return err
		}
	}
	if err := writeTokenKeys(folder); err != nil {
		return err
	}
	return os.WriteFile(complete, nil, 0o600)
}

func newAuthority(folder string) (authority, error) {
	key, err := ecKey()
	if err != nil {
		return authority{}, err
	}
	template := x509.Certificate{
		Subject:               pkix.Name{CommonName: "keyway-controlplane-ca"},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der, err := sign(&template, key.Public(), &template, key)
	if err != nil {
		return authority{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return authority{}, err
	}
	return authority{certificate, key}, writePair(folder, "ca", der, key)
}

func sign(template *x509.Certificate, public crypto.PublicKey, parent *x509.Certificate, key crypto.Signer) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template.SerialNumber = serial
	template.NotBefore = now.Add(-clockSkew)
	template.NotAfter = now.Add(validity)
	return x509.CreateCertificate(rand.Reader, template, parent, public, key)
}

func ecKey() (crypto.Signer, error)  { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }
func rsaKey() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 2048) }

func writePair(folder, name string, certificate []byte, key crypto.Signer) error {
	if err := writePEM(folder, name+".crt", "CERTIFICATE", certificate); err != nil {
		return err
	}
	return writePrivate(folder, name+".key", key)
}

func writePrivate(folder, name string, key crypto.Signer) error {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		return writePEM(folder, name, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(k))
	case *ecdsa.PrivateKey:
		der, err := x509.MarshalECPrivateKey(k)
		if err != nil {
			return err
		}
		return writePEM(folder, name, "EC PRIVATE KEY", der)
	default:
		return fmt.Errorf("unknown sort of key %T", key)
	}
}

func writeTokenKeys(folder string) error {
	key, err := rsaKey()
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := writePEM(folder, "service-account.pub", "PUBLIC KEY", public); err != nil {
		return err
	}
	return writePrivate(folder, "service-account.key", key)
}

func writePEM(folder, name, kind string, der []byte) error {
	data := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	return os.WriteFile(filepath.Join(folder, name), data, 0o600)
}

func printKubeconfig(folder, name, url string) error {
	encoded := map[string]string{}
	for _, file := range []string{"ca.crt", name + ".crt", name + ".key"} {
		data, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			return err
		}
		encoded[file] = base64.StdEncoding.EncodeToString(data)
	}
	type object = map[string]any
	config := object{
		"apiVersion":      "v1",
		"kind":            "Config",
		"current-context": "keyway",
		"clusters": []object{{"name": "keyway", "cluster": object{
			"server": url, "certificate-authority-data": encoded["ca.crt"],
		}}},
		"users": []object{{"name": name, "user": object{
			"client-certificate-data": encoded[name+".crt"], "client-key-data": encoded[name+".key"],
		}}},
		"contexts": []object{{"name": "keyway", "context": object{"cluster": "keyway", "user": name}}},
	}
	// JSON is YAML: every reader of a kubeconfig takes it.
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(config)
}
