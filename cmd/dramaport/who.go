package main

import (
	"context"
	"errors"
	"os/exec"
	"os/user"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"
)

// decider is the --as flag of every verb that decides.
type decider struct{ as string }

func (d *decider) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&d.as, "as", "", "who decides (default: $DRAMAPORT_REVIEWER, git's user.name, the login name)")
}

// name is who decides: --as, the environment, git, the login; in that order.
func (d *decider) name(ctx context.Context, a *app) (string, error) {
	for _, candidate := range []func() string{
		func() string { return d.as },
		func() string { return a.getenv("DRAMAPORT_REVIEWER") },
		func() string { return gitUser(ctx) },
		loginName,
	} {
		if s := strings.TrimSpace(candidate()); s != "" {
			return norm.NFC.String(s), nil
		}
	}
	return "", usageError(errors.New("who decides? use --as NAME or set DRAMAPORT_REVIEWER"))
}

func gitUser(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "git", "config", "user.name").Output()
	if err != nil {
		return ""
	}
	return string(out)
}

func loginName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}
