// Package alerts runs the chart's alert rules in Prometheus' own engine, on series written down
// minute by minute.
package alerts

import (
	"context"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
	"gopkg.in/yaml.v3"
)

const (
	rulesFile = "../../helm/keyway/files/alerts.yaml"
	lastly    = 60 // minutes that are looked at
)

type rule struct {
	Alert string        `yaml:"alert"`
	Expr  string        `yaml:"expr"`
	For   time.Duration `yaml:"for"`
}

func rules(t *testing.T) map[string]rule {
	t.Helper()
	text, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Rules []rule `yaml:"rules"`
		} `yaml:"groups"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	found := map[string]rule{}
	for _, group := range file.Groups {
		for _, one := range group.Rules {
			found[one.Alert] = one
		}
	}
	return found
}

// firing evaluates a rule once a minute, and returns when it first fires and when it last does, in
// minutes, and for which labels; an alert fires when its expression has held for the rule's time.
func firing(t *testing.T, one rule, series string) (first, last int, about []string) {
	t.Helper()
	storage := promqltest.LoadedStorage(t, "load 1m\n  "+strings.ReplaceAll(series, "\n", "\n  ")+"\n")
	engine := promqltest.NewTestEngine(t, false, 0, promqltest.DefaultMaxSamplesPerQuery)
	since := map[string]int{}
	fired := map[string]bool{}
	first, last = -1, -1
	for minute := 0; minute <= lastly; minute++ {
		at := time.Unix(0, 0).Add(time.Duration(minute) * time.Minute)
		query, err := engine.NewInstantQuery(context.Background(), storage, nil, one.Expr, at)
		if err != nil {
			t.Fatal(err)
		}
		vector, err := query.Exec(context.Background()).Vector()
		if err != nil {
			t.Fatal(err)
		}
		active := hold(vector, since, minute)
		for labels := range since {
			if !active[labels] {
				delete(since, labels)
			} else if time.Duration(minute-since[labels])*time.Minute >= one.For {
				fired[labels] = true
				last = minute
				if first < 0 {
					first = minute
				}
			}
		}
		query.Close()
	}
	for labels := range fired {
		about = append(about, labels)
	}
	sort.Strings(about)
	return first, last, about
}

func hold(vector promql.Vector, since map[string]int, minute int) map[string]bool {
	active := map[string]bool{}
	for _, sample := range vector {
		labels := sample.Metric.String()
		active[labels] = true
		if _, known := since[labels]; !known {
			since[labels] = minute
		}
	}
	return active
}

// nothing is what a process says that stands by: not a number.
var nothing = strings.Repeat("NaN ", lastly+1)

type scenario struct {
	alert  string
	what   string
	series string
	first  int // minute in which it first fires; -1 for never
	last   int
	about  string
}

var scenarios = []scenario{
	{"KeywayNotRunning", "two processes, one of them works",
		"keyway_running{pod=\"a\"} 1x60\nkeyway_running{pod=\"b\"} 0x60", -1, -1, ""},
	{"KeywayNotRunning", "the second takes over within two minutes",
		"keyway_running{pod=\"a\"} 1x20 _x40\nkeyway_running{pod=\"b\"} 0x22 1x37", -1, -1, ""},
	{"KeywayNotRunning", "both stand by",
		"keyway_running{pod=\"a\"} 0x60\nkeyway_running{pod=\"b\"} 0x60", 5, 60, "{}"},
	{"KeywayNotRunning", "there is no process",
		"other 1x60", 5, 60, "{}"},

	{"KeywayObjectsNotReady", "all are ready, and the other process says nothing",
		objects("0x60") + "\nkeyway_objects{pod=\"b\", kind=\"EncryptedQueue\", ready=\"False\"} " + nothing, -1, -1, ""},
	{"KeywayObjectsNotReady", "one is not, for 20 minutes",
		objects("0x10 1x20 0x30"), -1, -1, ""},
	{"KeywayObjectsNotReady", "one is not, and stays so",
		objects("0x10 1x50"), 41, 60, `{kind="EncryptedQueue"}`},

	{"KeywayDriftFound", "none",
		drift("Broken", "0x60"), -1, -1, ""},
	{"KeywayDriftFound", "the first of its kind ever",
		drift("Broken", "0x20 1x40"), 21, 34, `{impact="Broken", kind="EncryptedQueue"}`},
	{"KeywayDriftFound", "one that does no harm",
		drift("Changed", "0x20 1x40"), -1, -1, ""},

	{"KeywayDriftNotRepaired", "repaired at the next check",
		drifted("Loosened", "0x10 1x10 0x40"), -1, -1, ""},
	{"KeywayDriftNotRepaired", "stands",
		drifted("Loosened", "0x10 1x50"), 26, 60, `{impact="Loosened", kind="EncryptedQueue"}`},
	{"KeywayDriftNotRepaired", "stands, and does no harm",
		drifted("Changed", "0x10 1x50"), -1, -1, ""},

	{"KeywayChecksOverdue", "all are checked",
		"keyway_checks_overdue{pod=\"a\", kind=\"EncryptedQueue\"} 0x60\nkeyway_checks_overdue{pod=\"b\", kind=\"EncryptedQueue\"} " + nothing, -1, -1, ""},
	{"KeywayChecksOverdue", "some are not",
		"keyway_checks_overdue{pod=\"a\", kind=\"EncryptedQueue\"} 0x9 3x50\nkeyway_checks_overdue{pod=\"b\", kind=\"EncryptedQueue\"} " + nothing, 20, 60, `{kind="EncryptedQueue"}`},

	{"KeywayPassesWaiting", "many after a start, soon done",
		"keyway_passes_waiting{kind=\"EncryptedQueue\"} 400x10 0x49", -1, -1, ""},
	{"KeywayPassesWaiting", "many all the time",
		"keyway_passes_waiting{kind=\"EncryptedQueue\"} 60x60", 15, 60, `{kind="EncryptedQueue"}`},

	{"KeywayUnexpectedFailures", "one, once",
		passes("0x20 1x40"), -1, -1, ""},
	{"KeywayUnexpectedFailures", "again and again",
		passes("0x20 1+1x39"), 36, 60, `{kind="EncryptedQueue"}`},

	{"KeywayAwsDenied", "once",
		calls("AccessDenied", "1x60"), -1, -1, ""},
	{"KeywayAwsDenied", "every five minutes",
		calls("AccessDenied", "1x4 2x4 3x4 4x4 5x4 6x4 7x4 8x4 9x4 10x4 11x4 12x4"), 20, 60,
		`{operation="SetQueueAttributes", service="sqs"}`},
	{"KeywayAwsDenied", "expected absences",
		calls("NotFound", "1+1x60"), -1, -1, ""},

	{"KeywayAwsThrottled", "one call in eleven",
		calls("Throttled", "0+1x60") + "\n" + calls("Success", "0+10x60"), -1, -1, ""},
	{"KeywayAwsThrottled", "one call in three",
		calls("Throttled", "0+5x60") + "\n" + calls("Success", "0+10x60"), 16, 60,
		`{operation="SetQueueAttributes", service="sqs"}`},

	{"KeywayAwsFailing", "a tenth goes unanswered",
		calls("Unreachable", "0+1x60") + "\n" + calls("Success", "0+9x60"), -1, -1, ""},
	{"KeywayAwsFailing", "AWS is away",
		calls("Unreachable", "0+3x60") + "\n" + calls("Success", "5x60"), 11, 60, `{service="sqs"}`},
}

func objects(notReady string) string {
	return "keyway_objects{pod=\"a\", kind=\"EncryptedQueue\", ready=\"True\"} 5x60\n" +
		"keyway_objects{pod=\"a\", kind=\"EncryptedQueue\", ready=\"False\"} " + notReady + "\n" +
		"keyway_objects{pod=\"a\", kind=\"EncryptedQueue\", ready=\"Unknown\"} 0x60"
}

func drift(impact, values string) string {
	return "keyway_drift_total{kind=\"EncryptedQueue\", impact=\"" + impact + "\"} " + values
}

func drifted(impact, values string) string {
	return "keyway_objects_drifted{kind=\"EncryptedQueue\", impact=\"" + impact + "\"} " + values
}

func passes(values string) string {
	return "keyway_passes_total{kind=\"EncryptedQueue\", outcome=\"Unexpected\"} " + values
}

func calls(outcome, values string) string {
	return "keyway_aws_calls_total{service=\"sqs\", operation=\"SetQueueAttributes\", outcome=\"" +
		outcome + "\"} " + values
}

func TestAlertsFireWhenTheyShouldAndOnlyThen(t *testing.T) {
	known := rules(t)
	for _, one := range scenarios {
		t.Run(one.alert+": "+one.what, func(t *testing.T) {
			rule, found := known[one.alert]
			if !found {
				t.Fatalf("there is no alert %s", one.alert)
			}
			first, last, about := firing(t, rule, one.series)
			if first != one.first || last != one.last || strings.Join(about, " ") != one.about {
				t.Errorf("fires from %d to %d about %v, not from %d to %d about %s",
					first, last, about, one.first, one.last, one.about)
			}
		})
	}
}

func TestEveryAlertFiresOnceAndIsSilentOnce(t *testing.T) {
	for name, one := range rules(t) {
		var fires, silent bool
		for _, scenario := range scenarios {
			if scenario.alert == name {
				fires = fires || scenario.first >= 0
				silent = silent || scenario.first < 0
			}
		}
		if !fires || !silent {
			t.Errorf("%s: fires %t, silent %t", name, fires, silent)
		}
		if _, err := parser.ParseExpr(one.Expr); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
