// Reads Kubernetes manifests as strictly as the API server does, and checks Tekton's by Tekton's own rules.
//
//	manifest-check FILE...
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	argo "github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
	tekton "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/yaml"
	"knative.dev/pkg/apis"
	strict "sigs.k8s.io/yaml"
)

type kind struct{ APIVersion, Kind string }

func (k kind) empty() any {
	switch k {
	case kind{"v1", "ConfigMap"}:
		return &core.ConfigMap{}
	case kind{"v1", "PersistentVolumeClaim"}:
		return &core.PersistentVolumeClaim{}
	case kind{"v1", "ServiceAccount"}:
		return &core.ServiceAccount{}
	case kind{"apps/v1", "Deployment"}:
		return &apps.Deployment{}
	case kind{"tekton.dev/v1", "Task"}:
		return &tekton.Task{}
	case kind{"tekton.dev/v1", "Pipeline"}:
		return &tekton.Pipeline{}
	case kind{"tekton.dev/v1", "PipelineRun"}:
		return &tekton.PipelineRun{}
	case kind{"argoproj.io/v1alpha1", "Workflow"}:
		return &argo.Workflow{}
	case kind{"argoproj.io/v1alpha1", "WorkflowTemplate"}:
		return &argo.WorkflowTemplate{}
	case kind{"ml.sigstore.dev/v1alpha1", "ModelValidation"}:
		return &modelValidation{}
	}
	return nil
}

// modelValidation is the resource of the model validation operator, whose module is not published: the fields of
// config/crd/bases/ml.sigstore.dev_modelvalidations.yaml in sigstore/model-validation-operator.
type modelValidation struct {
	meta.TypeMeta   `json:",inline"`
	meta.ObjectMeta `json:"metadata"`
	Spec            struct {
		Config struct {
			SigstoreConfig *struct {
				CertificateIdentity   string `json:"certificateIdentity"`
				CertificateOidcIssuer string `json:"certificateOidcIssuer"`
			} `json:"sigstoreConfig"`
			PkiConfig *struct {
				CertificateAuthority string `json:"certificateAuthority"`
			} `json:"pkiConfig"`
			PublicKeyConfig *struct {
				KeyPath string `json:"keyPath"`
			} `json:"publicKeyConfig"`
			ClientTrustConfig *struct {
				TrustConfigPath string `json:"trustConfigPath"`
			} `json:"clientTrustConfig"`
		} `json:"config"`
		Model struct {
			Path                string   `json:"path"`
			SignaturePath       string   `json:"signaturePath"`
			IgnorePaths         []string `json:"ignorePaths"`
			IgnoreGitPaths      *bool    `json:"ignoreGitPaths"`
			IgnoreUnsignedFiles *bool    `json:"ignoreUnsignedFiles"`
			AllowSymlinks       *bool    `json:"allowSymlinks"`
		} `json:"model"`
		ImagePullPolicy      core.PullPolicy `json:"imagePullPolicy"`
		ContinuousValidation *struct {
			Enabled  bool   `json:"enabled"`
			Interval string `json:"interval"`
		} `json:"continuousValidation"`
	} `json:"spec"`
}

var place = regexp.MustCompile(`^(/|s3://|gs://|https?://)`)

func (m *modelValidation) validate() error {
	config := m.Spec.Config
	methods := 0
	for _, given := range []bool{config.SigstoreConfig != nil, config.PkiConfig != nil, config.PublicKeyConfig != nil} {
		if given {
			methods++
		}
	}
	if methods != 1 {
		return errors.New("exactly one validation method must be specified")
	}
	if by := config.SigstoreConfig; by != nil && (by.CertificateIdentity == "" || by.CertificateOidcIssuer == "") {
		return errors.New("sigstoreConfig needs an identity and an issuer")
	}
	if !place.MatchString(m.Spec.Model.Path) || !place.MatchString(m.Spec.Model.SignaturePath) {
		return errors.New("path and signaturePath have to be absolute")
	}
	return nil
}

type checked interface {
	apis.Defaultable
	apis.Validatable
}

func check(document []byte) error {
	var k struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
	}
	if err := strict.Unmarshal(document, &k); err != nil {
		return err
	}
	object := kind{k.APIVersion, k.Kind}.empty()
	if object == nil {
		return fmt.Errorf("%s %s is unknown here", k.APIVersion, k.Kind)
	}
	if err := strict.UnmarshalStrict(document, object); err != nil {
		return err
	}
	if own, ok := object.(*modelValidation); ok {
		if err := own.validate(); err != nil {
			return err
		}
	}
	// As the API server does before it asks anybody.
	if meta, ok := object.(meta.Object); ok && meta.GetName() == "" {
		meta.SetName(meta.GetGenerateName() + "abcde")
	}
	if own, ok := object.(checked); ok {
		own.SetDefaults(context.Background())
		if err := own.Validate(context.Background()); err != nil {
			return err
		}
	}
	fmt.Printf("ok %s %s\n", k.APIVersion, k.Kind)
	return nil
}

func run(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	reader := yaml.NewDocumentDecoder(io.NopCloser(bytes.NewReader(text)))
	buffer := make([]byte, 1<<20)
	for {
		n, err := reader.Read(buffer)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := check(buffer[:n]); err != nil {
			return err
		}
	}
}

func main() {
	failed := false
	for _, file := range os.Args[1:] {
		if err := run(file); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", file, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}
